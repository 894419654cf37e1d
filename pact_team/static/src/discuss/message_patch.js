import { Message } from "@mail/core/common/message";

import { DeliveryProblem } from "../delivery_problem/delivery_problem";
import { DeliveryTick } from "../delivery_tick/delivery_tick";

Object.assign(Message.components, { DeliveryProblem, DeliveryTick });
