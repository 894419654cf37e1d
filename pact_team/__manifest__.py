{
    "name": "Pact Team",
    "version": "19.0.1.0.0",
    "category": "Services",
    "summary": "Answer your customers on WhatsApp, as a team, inside Discuss",
    "author": "Pact",
    "license": "LGPL-3",
    "depends": ["contacts", "mail", "phone_validation"],
    "external_dependencies": {"python": ["phonenumbers", "requests"]},
    "data": [],
    "application": True,
}
