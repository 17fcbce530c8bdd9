"""The torch modules behind the settings; only the engine imports them."""
