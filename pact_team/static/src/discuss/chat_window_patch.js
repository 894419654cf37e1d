import { ChatWindow } from "@mail/core/common/chat_window";

import { ComposerGate } from "../composer_gate/composer_gate";
import { WaitingPanel } from "../waiting_panel/waiting_panel";
import { WindowLine } from "../window_line/window_line";

Object.assign(ChatWindow.components, { ComposerGate, WaitingPanel, WindowLine });
