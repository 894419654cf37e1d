from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules.vouching import is_vouched_for

US = "mx.us.example"
MARIA = "maria@client.example"


class TestVouching(TestCase):
    def _says(self, *results, address=MARIA, server=US):
        return is_vouched_for(address, results, server=server)

    def test_what_is_believed(self):
        for said in (
            "dkim=pass header.d=client.example",
            "dkim=pass header.i=@client.example header.s=x",
            "dkim=pass (2048-bit key; unprotected) header.d=client.example",
            'dkim=pass reason="good; signature" header.d=client.example',
            "spf=pass smtp.mailfrom=bounce@client.example",
            "spf=pass smtp.mailfrom=client.example",
            "dmarc=pass (p=NONE sp=NONE) header.from=client.example",
            'spf=fail (a " b) smtp.mailfrom=x; dkim=pass header.d=client.example',
            "spf=fail (a (b) c; d\\) e) x.y=z; dkim=pass header.d=client.example",
            "DMARC = Pass header.from = Client.Example",
            "spf=fail smtp.mailfrom=x; dkim=pass header.d=client.example",
            "dkim=fail header.d=client.example; dmarc=pass header.from=client.example",
        ):
            with self.subTest(said=said):
                self.assertTrue(self._says(f"{US}; {said}"))
                self.assertTrue(self._says(f"{US} 1;\n\t{said}", server=US.upper()))
        sub = f"{US}; dkim=pass header.d=client.example"
        self.assertTrue(self._says(sub, address="maria@mail.client.example"))

    def test_what_is_not(self):
        for said in (
            "",
            "none",
            "dkim=pass",
            "dkim=fail header.d=client.example",
            "dkim=pass header.d=evil.example",
            "dkim=pass header.d=notclient.example",
            "dkim=pass header.d=mail.client.example",
            "dkim=pass header.d=client.example.evil.example",
            "dkim=pass header.b=client.example",
            "spf=softfail smtp.mailfrom=client.example",
            "spf=pass smtp.helo=client.example",
            "spf=pass smtp.mailfrom=client.example@evil.example",
            "iprev=pass header.from=client.example",
            "x=pass dkim=pass header.d=client.example",
            "spf=pass (dkim=pass header.d=client.example) smtp.mailfrom=evil.example",
            'spf=pass smtp.mailfrom="x; dkim=pass header.d=client.example"@x.example',
            'spf=pass smtp.mailfrom="a@client.example"@evil.example',
            'spf=pass "x header.from=client.example"',
            'spf=pass (a " b) smtp.mailfrom=x; "dkim=pass header.d=client.example"',
            'spf=pass smtp.mailfrom="x\\"; dkim=pass header.d=client.example',
        ):
            with self.subTest(said=said):
                self.assertFalse(self._says(f"{US}; {said}"))

    def test_by_whom(self):
        """The topmost of our own server; others write what they like."""
        good = "dkim=pass header.d=client.example"
        self.assertFalse(self._says(f"mx.evil.example; {good}"))
        self.assertFalse(self._says(f"{US}; spf=fail", f"{US}; {good}"))
        self.assertFalse(self._says(f'{US}; spf="', f"{US}; {good}"))
        self.assertTrue(self._says(f"mx.between.example; {good}", f"{US}; {good}"))
        self.assertFalse(self._says(f"{US}; {good}", server=""))
        self.assertFalse(self._says(f"; {good}", server=""))
        self.assertFalse(self._says(f"{US}; {good}", address=""))
        self.assertFalse(self._says())

    @always_the_same
    @given(st.lists(st.text()), st.text())
    def test_whatever_is_sent_is_read(self, results, address):
        self.assertIn(self._says(*results, address=address), (True, False))
        self.assertFalse(self._says(*results, server="never.said.example"))
