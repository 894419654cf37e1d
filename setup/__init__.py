"""What ./pact uses: from a bare machine to a running product, and its tests.

Everything here runs on the system's own Python with nothing installed, except
``odoo_tests`` and ``unit_tests``, which run inside the virtual environment.
"""
