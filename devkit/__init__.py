"""The launcher behind dev.py: standard library only (roles.py alone needs the driver of the environment)."""
