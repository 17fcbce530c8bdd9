"""The ground floor: settings, registry, events, errors, units, seeding, lazy torch. Knows nobody."""
