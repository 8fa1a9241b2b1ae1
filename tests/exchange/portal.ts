import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

type Told = Record<string, unknown>;
/** What the double may do to the next calls instead of answering as it should. */
export type Fault = "500" | "silent" | "cut" | "html" | "huge" | "packed" | "redirect" | "expired" | "429";

/**
 * A national portal made from its documented messages, on loopback: it signs in, keeps sessions, takes dossiers and lines, and looks
 * up. It is strict about what the guide is strict about, and remembers everything it was told, in order.
 */
export class PortalDouble {
  readonly account = { username: "vong-lau", password: "mật khẩu của cổng" };
  readonly dossiers = new Map<string, Told>();
  readonly lines: Told[] = [];
  /** Every call that was understood: what was asked, and for which dossier. */
  readonly calls: { service: string; code: string; isUpdating: unknown }[] = [];
  readonly faults: Fault[] = [];
  /** Codes it will have nothing to do with, and what it says of them. */
  readonly refused = new Map<string, string>();
  /** What it says of the next whole dossier, whichever it is; once. */
  refusesNext: string | null = null;
  /** So many lines are taken, and the call cut off before the answer. */
  cutLines = 0;
  /** Held back before it answers, after it has acted. */
  delayMs = 0;
  signIns = 0;
  private readonly sessions = new Set<string>();
  private constructor(private readonly server: Server) {}

  static async open(port = 0): Promise<PortalDouble> {
    const server = createServer();
    const portal = new PortalDouble(server);
    server.on("request", (request, response) => void portal.answer(request, response));
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return portal;
  }
  get port(): number {
    const at = this.server.address();
    return at !== null && typeof at === "object" ? at.port : 0;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
  expireAll(): void {
    this.sessions.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const say = (body: unknown) => {
      if (response.destroyed) return;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(body));
    };
    const fault = request.url === "/login" ? undefined : this.faults.shift();
    if (fault === "500") return void response.writeHead(500).end("Internal Server Error");
    if (fault === "429") return void response.writeHead(429).end("{}");
    if (fault === "silent") return;
    if (fault === "html") return void response.end("<html>Bảo trì</html>");
    if (fault === "huge") return void response.end(`{"error_code":"0","x":"${"x".repeat(3_000_000)}"}`);
    if (fault === "packed") return void response.setHeader("content-encoding", "gzip").end(gzipSync('{"error_code":"0"}'));
    if (fault === "redirect") return void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end();
    if (fault === "expired") this.expireAll();
    const taken = this.lines.length;
    const said = this.said(request.url ?? "", JSON.parse(Buffer.concat(chunks).toString("utf8")));
    const isCutLine = this.lines.length > taken && this.cutLines-- > 0;
    if (fault === "cut" || isCutLine) return void request.socket.destroy();
    if (this.delayMs > 0 && request.url !== "/login") await new Promise((done) => setTimeout(done, this.delayMs).unref());
    say(said);
  }

  private said(path: string, body: Told): unknown {
    if (path === "/login") {
      this.signIns++;
      const { username, password } = this.account;
      if (body.username !== username || body.password !== password)
        return { error_code: "1", message: "Sai tài khoản hoặc mật khẩu" };
      const session = `phien-${this.signIns}`;
      this.sessions.add(session);
      return { error_code: 0, session };
    }
    if (path !== "/service") return { error_code: "404", message: "Không có dịch vụ" };
    if (!this.sessions.has(String(body.session))) return { error_code: "-2", message: "Session không hợp lệ hoặc đã hết hạn" };
    if (body.madonvi !== "H22.15") return { error_code: "-3", message: "Mã đơn vị không đúng" };
    return this.service(body);
  }

  private service(body: Told): unknown {
    const service = String(body.service);
    if (service === "TraCuuHoSo") {
      const code = String(body.mahoso);
      this.calls.push({ service, code, isUpdating: null });
      const found = this.dossiers.get(code);
      const lines = this.lines.filter((one) => one.MaHoSo === code);
      return { error_code: "0", result: found ? [{ ...found, DanhSachTienDo: lines }] : [] };
    }
    const [message] = Array.isArray(body.data) ? body.data : [];
    const code = String(message?.MaHoSo);
    this.calls.push({ service, code, isUpdating: body.isUpdating ?? null });
    const why = this.refused.get(code);
    if (why) return { error_code: "23", message: why };
    if (service === "DongBoHoSoMC") {
      if (this.refusesNext) {
        const said = this.refusesNext;
        this.refusesNext = null;
        return { error_code: "23", message: said };
      }
      for (const name of ["MaTTHC", "ChuHoSo", "LoaiDoiTuong", "NgayTiepNhan", "TrangThaiHoSo", "DonViXuLy"])
        if (typeof message[name] !== "string" || message[name] === "") return { error_code: "10", message: `Thiếu ${name}` };
      if ((body.isUpdating === "True") !== this.dossiers.has(code)) return { error_code: "11", message: "Sai isUpdating" };
      this.dossiers.set(code, message);
      return { error_code: "00", result: [] };
    }
    if (service === "CapNhatTienDoHoSoMC") {
      if (!this.dossiers.has(code)) return { error_code: "12", message: "Chưa có hồ sơ" };
      this.lines.push(message);
      return { error_code: "00", result: [] };
    }
    return { error_code: "404", message: "Không có dịch vụ" };
  }
}
