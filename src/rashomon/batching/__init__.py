"""The same flow over an archive, on the cores of one machine or on a cluster. The only folder that knows about machines."""
