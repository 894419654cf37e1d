/** What the page says, in three languages. */

const WORDS = {
    pt: {
        add: "Adicionar",
        attach: "Anexar",
        blocked: "Bloqueou a empresa",
        business: "Número da empresa",
        cancel: "Cancelar",
        clock: "Relógio",
        contact: "Contato",
        deliveries: "Avisos à empresa",
        document: "Documento",
        edited: "editada",
        empty: "Nenhuma mensagem ainda. Escreva como se fosse esta pessoa.",
        file: "Arquivo meu…",
        forwarded: "Encaminhada",
        freeze: "Parar",
        hidden: "Não mostra o número",
        image: "Foto",
        language: "Idioma",
        list: "Escolha uma opção",
        location: "Localização",
        newName: "Nome de outra pessoa",
        noNumber: "sem número visível",
        nothing: "Nada foi enviado ainda.",
        offline: "Telefone desligado",
        people: "Pessoas",
        person: "Esta pessoa",
        present: "Agora",
        reads: "Lê ao olhar",
        refused: "Não deu certo: {}",
        remove: "Apagar para todos",
        reply: "Responder",
        run: "Andar",
        send: "Enviar",
        sticker: "Figurinha",
        subtitle: "Você é o cliente. A empresa está no Odoo.",
        title: "O telefone",
        typing: "digitando…",
        unconnected: "nenhum sistema conectado",
        unknown: "Mensagem de um tipo que este telefone não mostra",
        video: "Vídeo",
        voice: "Mensagem de voz",
        world: "Ajustes",
        write: "Mensagem",
        stateAccepted: "aceita",
        stateSent: "enviada",
        stateDelivered: "entregue",
        stateRead: "lida",
        stateFailed: "falhou",
    },
    en: {
        add: "Add",
        attach: "Attach",
        blocked: "Has blocked the business",
        business: "Number of the business",
        cancel: "Cancel",
        clock: "Clock",
        contact: "Contact",
        deliveries: "Told to the business",
        document: "Document",
        edited: "edited",
        empty: "No messages yet. Write as if you were this person.",
        file: "File of mine…",
        forwarded: "Forwarded",
        freeze: "Stop",
        hidden: "Shows no number",
        image: "Picture",
        language: "Language",
        list: "Choose one",
        location: "Location",
        newName: "Name of somebody else",
        noNumber: "no visible number",
        nothing: "Nothing was sent yet.",
        offline: "Phone is off",
        people: "People",
        person: "This person",
        present: "Now",
        reads: "Reads when looking",
        refused: "That did not work: {}",
        remove: "Delete for everyone",
        reply: "Reply",
        run: "Run",
        send: "Send",
        sticker: "Sticker",
        subtitle: "You are the customer. The business is in Odoo.",
        title: "The phone",
        typing: "typing…",
        unconnected: "no system is connected",
        unknown: "A kind of message this phone does not show",
        video: "Video",
        voice: "Voice message",
        world: "Settings",
        write: "Message",
        stateAccepted: "accepted",
        stateSent: "sent",
        stateDelivered: "delivered",
        stateRead: "read",
        stateFailed: "failed",
    },
    es: {
        add: "Agregar",
        attach: "Adjuntar",
        blocked: "Bloqueó a la empresa",
        business: "Número de la empresa",
        cancel: "Cancelar",
        clock: "Reloj",
        contact: "Contacto",
        deliveries: "Avisos a la empresa",
        document: "Documento",
        edited: "editado",
        empty: "Aún no hay mensajes. Escriba como si fuera esta persona.",
        file: "Archivo mío…",
        forwarded: "Reenviado",
        freeze: "Parar",
        hidden: "No muestra el número",
        image: "Foto",
        language: "Idioma",
        list: "Elija una opción",
        location: "Ubicación",
        newName: "Nombre de otra persona",
        noNumber: "sin número visible",
        nothing: "Aún no se envió nada.",
        offline: "Teléfono apagado",
        people: "Personas",
        person: "Esta persona",
        present: "Ahora",
        reads: "Lee al mirar",
        refused: "No se pudo: {}",
        remove: "Borrar para todos",
        reply: "Responder",
        run: "Andar",
        send: "Enviar",
        sticker: "Sticker",
        subtitle: "Usted es el cliente. La empresa está en Odoo.",
        title: "El teléfono",
        typing: "escribiendo…",
        unconnected: "ningún sistema conectado",
        unknown: "Un tipo de mensaje que este teléfono no muestra",
        video: "Video",
        voice: "Mensaje de voz",
        world: "Ajustes",
        write: "Mensaje",
        stateAccepted: "aceptado",
        stateSent: "enviado",
        stateDelivered: "entregado",
        stateRead: "leído",
        stateFailed: "falló",
    },
};

let language = "en";

export function say(word, detail = "") {
    return WORDS[language][word].replace("{}", detail);
}

export function currentLanguage() {
    return language;
}

/** Speak the language last chosen here, or the browser's, or English. */
export function chooseLanguage(wanted) {
    const remembered = window.localStorage.getItem("language");
    const asked = wanted || remembered || navigator.language.slice(0, 2);
    language = asked in WORDS ? asked : "en";
    if (wanted) {
        window.localStorage.setItem("language", language);
    }
    document.documentElement.lang = language;
    document.title = say("title");
    for (const element of document.querySelectorAll("[data-word]")) {
        element.textContent = say(element.dataset.word);
    }
    for (const element of document.querySelectorAll("[data-title]")) {
        element.title = say(element.dataset.title);
        element.setAttribute("aria-label", element.title);
    }
    for (const element of document.querySelectorAll("[data-hint]")) {
        element.placeholder = say(element.dataset.hint);
        element.setAttribute("aria-label", element.placeholder);
    }
}
