"""The world a newcomer finds: two businesses, three customers, some templates."""

from .account import APP_ID, Account, App, Number, Template, Token
from .customers import Customer


def plant(network):
    shop = network.add(
        Account("102030405060708", "Casa Aurora", "casa-aurora", "demo-secret")
    )
    other = network.add(
        Account("908070605040302", "Outra Loja", "outra-loja", "other-secret")
    )
    network.add(App(APP_ID, shop))
    network.add(Number("203040506070809", shop, "+55 11 4000-1234", "Casa Aurora"))
    network.add(Number("203040506070810", shop, "+55 11 4000-5678", "Casa Aurora Sul"))
    network.add(Number("807060504030201", other, "+55 21 4000-9876", "Outra Loja"))
    for value, account in (("demo-token", shop), ("other-token", other)):
        network.tokens[value] = Token(value, {account.id})
    for customer in _customers():
        network.customers[customer.key] = customer
    for template in _templates(network, shop):
        network.add(template)
        shop.templates.append(template)


def _customers():
    return [
        Customer("maria", "Maria Souza", "+5511987654321"),
        Customer("carlos", "Carlos Pérez", "+50255501234"),
        Customer("lua", "Lua", username="lua.azul", shows_phone=False),
    ]


def _templates(network, account):
    return [
        Template(
            network.ids.template(),
            account,
            name,
            language,
            category,
            components,
            status,
            parameter_format,
        )
        for name, language, category, status, parameter_format, components in TEXTS
    ]


def _body(text, **example):
    return {"type": "BODY", "text": text, **({"example": example} if example else {})}


def _code(language, text, footer, button):
    """Return a template as it reads back; the button was proposed as type OTP."""
    url = "http://127.0.0.1/otp/{{1}}"
    link = {"type": "URL", "text": button, "url": url}
    return (
        "codigo_acesso",
        language,
        "AUTHENTICATION",
        "APPROVED",
        "POSITIONAL",
        [
            _body(text, body_text=[["482915"]]),
            {"type": "FOOTER", "text": footer},
            {
                "type": "BUTTONS",
                "buttons": [{**link, "example": ["http://127.0.0.1/otp/482915"]}],
            },
        ],
    )


TEXTS = [
    (
        "retomar_atendimento",
        "pt_BR",
        "UTILITY",
        "APPROVED",
        "POSITIONAL",
        [
            _body(
                "Olá {{1}}, podemos continuar o atendimento {{2}} agora?",
                body_text=[["Ana", "A-17"]],
            ),
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Sim, agora"},
                    {"type": "QUICK_REPLY", "text": "Mais tarde"},
                ],
            },
        ],
    ),
    (
        "retomar_atendimento",
        "es",
        "UTILITY",
        "APPROVED",
        "POSITIONAL",
        [
            _body(
                "Hola {{1}}, ¿seguimos ahora con su consulta {{2}}?",
                body_text=[["Ana", "A-17"]],
            )
        ],
    ),
    (
        "pedido_pronto",
        "pt_BR",
        "UTILITY",
        "APPROVED",
        "NAMED",
        [
            {"type": "HEADER", "format": "TEXT", "text": "Boa notícia"},
            _body(
                "O pedido {{pedido}} de {{nome}} está pronto.",
                body_text_named_params=[
                    {"param_name": "pedido", "example": "P-8"},
                    {"param_name": "nome", "example": "Ana"},
                ],
            ),
            {
                "type": "BUTTONS",
                "buttons": [
                    {
                        "type": "URL",
                        "text": "Ver pedido",
                        "url": "http://127.0.0.1/pedido/{{1}}",
                        "example": ["http://127.0.0.1/pedido/8"],
                    }
                ],
            },
        ],
    ),
    _code(
        "pt_BR",
        "*{{1}}* é seu código de verificação. Para sua segurança, não o compartilhe.",
        "Este código expira em 10 minutos.",
        "Copiar código",
    ),
    _code(
        "en_US",
        "*{{1}}* is your verification code. For your security, do not share this code.",
        "This code expires in 10 minutes.",
        "Copy code",
    ),
    _code(
        "es",
        "Tu código de verificación es *{{1}}*. Por tu seguridad, no lo compartas.",
        "Este código caduca en 10 minutos.",
        "Copiar código",
    ),
    (
        "ofertas_do_mes",
        "pt_BR",
        "MARKETING",
        "PAUSED",
        "POSITIONAL",
        [_body("As ofertas de {{1}} já estão na loja.", body_text=[["maio"]])],
    ),
    (
        "pesquisa_nova",
        "pt_BR",
        "UTILITY",
        "PENDING",
        "POSITIONAL",
        [_body("Como foi o seu atendimento?")],
    ),
]
