// The page works without any of this.
(() => {
    // Until then the network may still say that the code will not arrive.
    const LISTENING = 90_000;
    const form = document.querySelector(".o-pact-Invitation-form");
    if (!form) {
        return;
    }

    const post = (path) => {
        const body = new FormData();
        body.set("csrf_token", form.elements.csrf_token.value);
        return fetch(path, { method: "POST", body });
    };

    const submitOnce = () => {
        let isSent = false;
        form.addEventListener("submit", (event) => {
            if (isSent) {
                event.preventDefault();
            }
            isSent = true;
        });
        // Somebody who came back to the page may send it again.
        window.addEventListener("pageshow", () => {
            isSent = false;
        });
    };

    const noteOpening = () => {
        const path = form.dataset.opened;
        if (path) {
            form.addEventListener("input", () => post(path), { once: true });
        }
    };

    const fillTimeZone = () => {
        if (form.elements.tz) {
            form.elements.tz.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
        }
    };

    const offerToShow = () => {
        for (const box of form.querySelectorAll("[data-shows]")) {
            box.closest("[data-needs-script]").hidden = false;
            box.addEventListener("change", () => {
                form.elements[box.dataset.shows].type = box.checked
                    ? "text"
                    : "password";
            });
        }
    };

    const ways = [...form.querySelectorAll("[data-way]")];
    let openings = {};

    const countDown = () => {
        for (const button of ways) {
            const left = Math.ceil((openings[button.dataset.way] - Date.now()) / 1000);
            button.disabled = left > 0;
            button.querySelector("[data-countdown]").textContent =
                left > 0 ? `(${left})` : "";
        }
    };

    const expect = (waits) => {
        const now = Date.now();
        openings = Object.fromEntries(
            Object.entries(waits).map(([way, seconds]) => [way, now + seconds * 1000]),
        );
        countDown();
    };

    const hear = async () => {
        const answer = await post(form.dataset.progress);
        if (!answer.ok) {
            return;
        }
        const { delivery, waits } = await answer.json();
        for (const notice of form.querySelectorAll("[data-delivery]")) {
            notice.hidden = notice.dataset.delivery !== delivery;
        }
        expect(waits);
    };

    const followCode = () => {
        if (!form.dataset.progress) {
            return;
        }
        expect(JSON.parse(form.dataset.waits));
        setInterval(countDown, 1000);
        // Without a network the next question finds one, or the person sends the form.
        const asking = setInterval(() => hear().catch(() => {}), 2000);
        const stop = () => clearInterval(asking);
        setTimeout(stop, LISTENING);
        // What comes next has another session, in which this page has no say.
        form.addEventListener("submit", stop);
    };

    submitOnce();
    noteOpening();
    fillTimeZone();
    offerToShow();
    followCode();
})();
