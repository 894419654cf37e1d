"""Refusals in the Graph API's envelope."""

import json

# code: (HTTP status, title). The status deliberately says little about the meaning.
TABLE = {
    0: (401, "AuthException"),
    1: (400, "An unknown error occurred"),
    2: (503, "Service temporarily unavailable"),
    3: (500, "API method"),
    4: (400, "API too many calls"),
    10: (403, "Permission denied"),
    33: (400, "Parameter value is not valid"),
    100: (400, "Invalid parameter"),
    190: (401, "Access token is not valid"),
    200: (403, "Permission denied"),
    368: (403, "Temporarily blocked for policies violations"),
    2500: (400, "Unknown path components"),
    80007: (400, "Rate limit issues"),
    130429: (400, "Rate limit hit"),
    130472: (400, "User's number is part of an experiment"),
    130497: (403, "Restricted from messaging users in this country"),
    131000: (500, "Something went wrong"),
    131005: (403, "Access denied"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131021: (400, "Recipient cannot be sender"),
    131026: (400, "Message undeliverable"),
    131030: (400, "Recipient phone number not in allowed list"),
    131031: (403, "Account has been locked"),
    131037: (400, "Display name approval is needed"),
    131042: (400, "Business eligibility payment issue"),
    131045: (500, "Incorrect certificate"),
    131047: (400, "Re-engagement message"),
    131048: (400, "Spam rate limit hit"),
    131049: (400, "Not delivered, to keep the ecosystem healthy"),
    131050: (400, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131052: (400, "Media download error"),
    131053: (400, "Media upload error"),
    131056: (400, "Pair rate limit hit"),
    131055: (400, "Method not allowed"),
    131057: (500, "Account in maintenance mode"),
    131059: (400, "Invalid paging cursor"),
    131062: (400, "Recipient identifier not supported for this message"),
    131063: (400, "Not allowed for this product"),
    131064: (400, "Messaging limit reached"),
    131215: (400, "Groups are not available to this number"),
    132000: (400, "Number of parameters does not match the expected number"),
    132001: (404, "Template name does not exist in the translation"),
    132005: (400, "Translated text too long"),
    132007: (400, "Template format character policy violated"),
    132012: (400, "Parameter format does not match"),
    132015: (400, "Template is paused"),
    132016: (400, "Template is disabled"),
    132018: (400, "Template parameter text is not valid"),
    132068: (400, "Flow is blocked"),
    132069: (400, "Flow is throttled"),
    133000: (500, "Incomplete deregistration"),
    133004: (503, "Server temporarily unavailable"),
    133005: (400, "Two step verification PIN mismatch"),
    133006: (400, "Phone number re-verification needed"),
    133008: (400, "Too many two step verification PIN guesses"),
    133009: (400, "Two step verification PIN guessed too fast"),
    133010: (400, "Phone number not registered"),
    133015: (400, "Please wait a few minutes before registering"),
    133016: (400, "Account register deregister rate limit exceeded"),
    134100: (400, "Only marketing messages supported"),
    134101: (400, "Template is syncing"),
    134102: (400, "Template unavailable for use"),
    135000: (400, "Generic user error"),
    137000: (400, "Identity key mismatch"),
    2388019: (400, "Message template limit exceeded"),
}
RATE_LIMITS = {4: 3, 80007: 30, 130429: 1}  # code: minutes until access comes back


class GraphError(Exception):
    """A refusal, as it travels to the caller."""

    def __init__(self, code, details="", *, subcode=None, status=None, headers=None):
        table_status, self.title = TABLE.get(code, (400, "Unknown error"))
        super().__init__(f"(#{code}) {self.title}: {details}")
        self.code = code
        self.details = details or self.title
        self.subcode = subcode
        self.status = status or table_status
        self.headers = usage_headers(code) | (headers or {})

    def as_response(self, trace_id):
        error = {
            "message": f"(#{self.code}) {self.title}",
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": trace_id,
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        return {"error": error}

    def as_status(self):
        """Return the same refusal as a ``failed`` status carries it."""
        return status_error(self.code, self.details)


def status_error(code, details=""):
    title = TABLE.get(code, (400, "Unknown error"))[1]
    return {
        "code": code,
        "title": title,
        "message": title,
        "error_data": {"details": details or title},
        "href": "http://127.0.0.1/errors",
    }


def usage_headers(code):
    """Say when access comes back: here in minutes, in Retry-After in seconds."""
    if code not in RATE_LIMITS:
        return {}
    usage = [
        {
            "type": "messaging",
            "call_count": 100,
            "estimated_time_to_regain_access": RATE_LIMITS[code],
        }
    ]
    return {"X-Business-Use-Case-Usage": json.dumps({"102030405060708": usage})}


def missing_object(object_id):
    return GraphError(100, f"Object with ID '{object_id}' does not exist", subcode=33)
