import { DiscussSidebarChannel } from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import { WaitingEntry } from "../waiting_entry/waiting_entry";
import { WindowMark } from "../window_mark/window_mark";

Object.assign(DiscussSidebarChannel.components, { WaitingEntry, WindowMark });
