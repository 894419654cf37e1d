"""The SMS gateway that Odoo's own module calls, and the credits it asks for."""
