"""What every other package builds on: settings, registry, events, errors, units, seeding, lazy torch."""
