import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** Says where one master is, as a Sentinel does, and tells of a failover while it is being asked: the moment a real one hits only now and then. */
export class ScriptedSentinel implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #subscribed = new Set<Socket>();
  readonly #masterPort: number;
  /** Once: everybody who listens hears of a failover before the next question is answered. */
  failsOver = false;
  /** How many were told of one while they asked. */
  told = 0;

  private constructor(masterPort: number) {
    this.#masterPort = masterPort;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => undefined).once("close", () => this.#forget(socket));
      socket.on("data", (bytes) => {
        for (const words of bytes.toString("utf8").toLowerCase().split("*").slice(1)) this.#asked(socket, words);
      });
    });
  }

  static async start(masterPort: number): Promise<ScriptedSentinel> {
    const sentinel = new ScriptedSentinel(masterPort);
    sentinel.#server.listen(0, "127.0.0.1");
    await once(sentinel.#server, "listening");
    return sentinel;
  }

  get url(): string {
    return `redis+sentinel://127.0.0.1:${(this.#server.address() as AddressInfo).port}/main`;
  }

  /** How many connections wait to hear of failovers. */
  get listeners(): number {
    return this.#subscribed.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #forget(socket: Socket): void {
    this.#sockets.delete(socket);
    this.#subscribed.delete(socket);
  }

  #asked(socket: Socket, words: string): void {
    if (words.includes("get-master-addr-by-name")) this.#name(socket);
    else if (words.includes("subscribe")) this.#subscribe(socket);
    else socket.write(words.includes("hello") ? "-ERR unknown command 'HELLO'\r\n" : "*0\r\n");
  }

  #subscribe(socket: Socket): void {
    this.#subscribed.add(socket);
    socket.write(`*3\r\n${bulk("subscribe")}${bulk("+switch-master")}:1\r\n`);
  }

  #name(socket: Socket): void {
    const answer = `*2\r\n${bulk("127.0.0.1")}${bulk(String(this.#masterPort))}`;
    if (!this.failsOver) return void socket.write(answer);
    this.failsOver = false;
    this.told = this.#subscribed.size;
    for (const listener of this.#subscribed)
      listener.write(`*3\r\n${bulk("message")}${bulk("+switch-master")}${bulk("main 127.0.0.1 1 127.0.0.1 2")}`);
    setTimeout(() => socket.write(answer), 200);
  }
}

const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`;
