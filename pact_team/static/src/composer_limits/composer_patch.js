import { Composer } from "@mail/core/common/composer";

import { TextCounter } from "./text_counter";

Object.assign(Composer.components, { TextCounter });
