import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/**
 * Sends a form with files once, and says how far it has come. What the server finds
 * wrong is shown with all that was typed and chosen. Without it the browser sends it.
 */
export class RequestForm extends Interaction {
    static selector = "form.o-pact-RequestForm";

    dynamicContent = {
        _root: { "t-on-submit": this.onSubmit },
        _window: { "t-on-pageshow": () => this.wait(false) },
    };

    start() {
        this.focusProblem();
    }

    destroy() {
        this.request?.abort();
    }

    onSubmit(event) {
        event.preventDefault();
        if (this.isSending) {
            return;
        }
        if (this.el.elements.files?.validity.customError) {
            this.focusProblem();
            return;
        }
        this.send();
    }

    send() {
        // Read before anything is locked: what is disabled is not sent.
        const body = new FormData(this.el);
        this.wait(true);
        const request = new window.XMLHttpRequest();
        this.request = request;
        request.upload.onprogress = ({ loaded, total }) => this.show(loaded / total);
        request.onload = () => this.onAnswer(request);
        request.onerror = () => this.wait(false, { hasFailed: true });
        request.open("POST", this.el.getAttribute("action"));
        request.send(body);
    }

    onAnswer({ status, responseURL, responseText }) {
        if (status < 400) {
            this.go(responseURL);
            return;
        }
        const page = new window.DOMParser().parseFromString(responseText, "text/html");
        const form = page.querySelector("form.o-pact-RequestForm");
        if (form) {
            this.replace(document.adoptNode(form));
        } else {
            // Whatever the server says is a page of its own.
            this.el.submit();
        }
    }

    replace(form) {
        form.elements.files.files = this.el.elements.files.files;
        const interactions = this.services["public.interactions"];
        const place = this.el;
        interactions.stopInteractions(place);
        place.replaceWith(form);
        interactions.startInteractions(form);
    }

    go(address) {
        if (address === location.href.split("#")[0]) {
            location.reload();
        } else {
            location.assign(address);
        }
    }

    wait(isSending, { hasFailed = false } = {}) {
        this.isSending = isSending;
        this.el.querySelector("button[type=submit]").disabled = isSending;
        this.el.querySelector(".o-pact-RequestForm-progress").hidden = !isSending;
        this.el.querySelector(".o-pact-RequestForm-failure").hidden = !hasFailed;
        this.show(0);
    }

    show(part) {
        const percent = Math.round(part * 100);
        const bar = this.el.querySelector("[role=progressbar]");
        bar.setAttribute("aria-valuenow", percent);
        bar.firstElementChild.style.width = `${percent}%`;
        // Heard in quarters: every percent would be talked over.
        const heard = this.el.querySelector("[role=status]");
        const words = this.isSending ? `${Math.floor(percent / 25) * 25} %` : "";
        if (heard.textContent !== words) {
            heard.textContent = words;
        }
    }

    focusProblem() {
        const wrong = [...this.el.querySelectorAll(".is-invalid")];
        wrong.find((field) => field.checkVisibility())?.focus();
    }
}

registry.category("public.interactions").add("pact_team.request_form", RequestForm);
