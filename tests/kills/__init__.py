"""Kills the command line at random moments and checks that nothing finished is lost, hidden or half written."""
