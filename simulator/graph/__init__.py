"""What the business calls: the Graph API, and the place files come from."""
