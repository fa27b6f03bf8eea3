const CHANNEL = 'lapidary:google';
const COMMANDS = ['lock', 'wipe', 'connection'] as const;

/** What one tab tells all others: forget the secrets, forget the vault too, or read the stored connection again. */
export type TabCommand = (typeof COMMANDS)[number];

/** The other open tabs of this site. Nothing but a command's name goes between them, never a credential. */
export class OtherTabs {
  readonly #channel = new BroadcastChannel(CHANNEL);

  constructor(onCommand: (command: TabCommand) => void) {
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const command = COMMANDS.find((each) => each === data);
      if (command !== undefined) onCommand(command);
    };
  }

  tell(command: TabCommand): void {
    this.#channel.postMessage(command);
  }

  close(): void {
    this.#channel.close();
  }
}
