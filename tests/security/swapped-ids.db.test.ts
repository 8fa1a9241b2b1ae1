import { beforeAll, expect, test } from "vitest";
import { mintSession } from "../auth/people";
import { asOwner, foundCity, procedure, unit, user } from "../city";
import {
  type Act,
  acts,
  as,
  bookWith,
  contentOf,
  key,
  newBatch,
  newCamera,
  newDispatch,
  newDocument,
  newDocumentFile,
  newDossier,
  newDraftRow,
  newFile,
  newMeeting,
  newOldRegister,
  newOutgoing,
  newPacket,
  newPacketFile,
  newSigning,
  newTask,
  stranger,
} from "./acts";
import { call, isMutating, type Route, routes } from "./callers";

/** What belongs to another unit or another person, of the same kind as what the caller may touch. */
const theirs = {
  dossier: 0,
  code: "",
  batch: 0,
  register: 0,
  session: "",
  view: 0,
  post: 0,
  draft: "",
  thrown: "",
  file: 0,
  gone: 0,
  document: 0,
  written: 0,
  signing: 0,
  meeting: { meetingId: 0, itemId: 0, paperId: 0 },
  page: 0,
  task: { documentId: 0, taskId: 0 },
  book: 0,
  /** A dossier on which a unit of the caller's is asked, its paper's file, and the question put to another unit. */
  askedOn: 0,
  askedFile: 0,
  question: 0,
  packet: 0,
  unreadable: 0,
  enclosed: 0,
  sent: 0,
  dispatch: 0,
  camera: 0,
};
beforeAll(async () => {
  await foundCity();
  theirs.camera = await newCamera(unit.phuongDo);
  theirs.dossier = await newDossier(unit.phuongDo, { phone: "0912345678" });
  theirs.code = (await asOwner((c) => c.query("select code from dossier where id = $1", [theirs.dossier]))).rows[0].code;
  theirs.file = await newFile(theirs.dossier);
  theirs.gone = await newFile(theirs.dossier, { isRemoved: true });
  theirs.document = await newDocument("REGISTERED", unit.phuongDo);
  theirs.book = await bookWith(1989, unit.phuongDo);
  theirs.page = await newDocumentFile(theirs.document);
  theirs.task = await newTask("LEAD", unit.phuongDo, user.phuongDoOfficer);
  theirs.packet = await newPacket("waiting", unit.phuongDo);
  theirs.enclosed = await newPacketFile(theirs.packet);
  theirs.unreadable = await newPacket("unreadable", unit.phuongDo);
  theirs.sent = (await newOutgoing("REGISTERED", unit.phuongDo)).document;
  theirs.dispatch = await newDispatch(unit.phuongDo);
  theirs.written = await newDocument("DRAFT", unit.phuongDo);
  theirs.signing = await newSigning(unit.phuongDo);
  theirs.meeting = await newMeeting(unit.phuongDo);
  theirs.askedOn = await newDossier(unit.phuongDo);
  theirs.askedFile = await newFile(theirs.askedOn);
  theirs.question = await putQuestions(theirs.askedOn);
  theirs.batch = await newBatch(unit.phuongDo);
  theirs.register = await newOldRegister(unit.phuongDo);
  theirs.session = (await mintSession(user.phuongDoOfficer)).id;
  theirs.post = (await stranger()).postId;
  theirs.draft = await newDraftRow(user.phuongDoOfficer);
  theirs.thrown = await newDraftRow(user.phuongDoOfficer, true);
  const { rows } = await asOwner((c) =>
    c.query("insert into saved_view (user_id, page, name, query) values ($1, '/dossiers', 'của tôi', '') returning id", [
      user.phuongDoOfficer,
    ]),
  );
  theirs.view = Number(rows[0].id);
});
/** A question to the officer's unit, and one to another: the id of the other. */
async function putQuestions(dossierId: number): Promise<number> {
  const { rows } = await asOwner((c) =>
    c.query(
      `insert into dossier_consultation (dossier_id, agency, unit_id, question, asked_at, asked_by, due_on)
       select $1, 'Đơn vị', u, 'Ý kiến?', now(), 'Thử', current_date + 3 from unnest($2::int[]) u returning id`,
      [dossierId, [unit.tranPhu, unit.justice]],
    ),
  );
  await asOwner((c) => c.query("update dossier set state = 'IN_PROGRESS' where id = $1", [dossierId]));
  return Number(rows[1].id);
}
const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};
const officer = async (ask: Omit<Act, "cookie">): Promise<Act> => ({ cookie: await as("officer"), ...ask });
const own = (id: string) => acts[id]?.() ?? Promise.reject(new Error(id));
const id = (value: number | string) => ({ params: { id: String(value) } });
const fileAt = (dossier: number, file: number) => ({ params: { id: String(dossier), fileId: String(file) } });
const paperAt = (meeting: number, paper: number) => ({ params: { id: String(meeting), paperId: String(paper) } });
const itemAt = (meeting: number, item: number) => ({ params: { id: String(meeting), itemId: String(item) } });
const into = (act: Act, change: Record<string, unknown>): Act => ({
  ...act,
  body: JSON.stringify({ ...JSON.parse(act.body ?? "{}"), ...change }),
});

/** A lawful request, and the same with one id put in the place of another. */
const swaps: [string, string, () => Promise<Act>][] = [
  ["dossiers.find", "the dossier", () => officer(id(theirs.dossier))],
  ["dossiers.find-correctable", "the dossier", () => officer(id(theirs.dossier))],
  ["dossiers.correct", "the dossier", async () => ({ ...(await own("dossiers.correct")), ...id(theirs.dossier) })],
  ["dossiers.move", "the dossier", async () => ({ ...(await own("dossiers.move")), ...id(theirs.dossier) })],
  ["dossiers.preview-move", "the dossier", () => officer({ ...id(theirs.dossier), query: "?move=start" })],
  [
    "dossiers.move",
    "the question on a dossier one is asked on",
    async () => ({
      ...(await own("dossiers.move")),
      ...id(theirs.askedOn),
      body: JSON.stringify({
        version: 1,
        move: "receiveOpinion",
        opinion: { consultationId: theirs.question, answer: "Đồng ý" },
      }),
    }),
  ],
  [
    "dossiers.move",
    "a dossier one is only asked on",
    async () => into({ ...(await own("dossiers.move")), ...id(theirs.askedOn) }, { move: "withdraw", reason: "Nhầm" }),
  ],
  [
    "dossiers.preview-move",
    "a dossier one is only asked on",
    () => officer({ ...id(theirs.askedOn), query: "?move=requestSupplement" }),
  ],
  [
    "dossiers.reveal",
    "a dossier one is only asked on",
    async () => ({ ...(await own("dossiers.reveal")), ...id(theirs.askedOn) }),
  ],
  ["dossiers.find-correctable", "a dossier one is only asked on", () => officer(id(theirs.askedOn))],
  ["forms.list", "a dossier one is only asked on", () => officer(id(theirs.askedOn))],
  [
    "attachments.add",
    "a dossier one is only asked on",
    async () => ({ ...(await own("attachments.add")), ...id(theirs.askedOn) }),
  ],
  [
    "attachments.remove",
    "a dossier one is only asked on and its file",
    async () => ({ ...(await own("attachments.remove")), ...fileAt(theirs.askedOn, theirs.askedFile) }),
  ],
  ["dossiers.reveal", "the dossier", async () => ({ ...(await own("dossiers.reveal")), ...id(theirs.dossier) })],
  ["attachments.list", "the dossier", () => officer(id(theirs.dossier))],
  ["attachments.add", "the dossier", async () => ({ ...(await own("attachments.add")), ...id(theirs.dossier) })],
  ["attachments.open", "the dossier and its file", () => officer(fileAt(theirs.dossier, theirs.file))],
  ["attachments.open", "the file under a dossier of one's own", async () => officer(fileAt(await newDossier(), theirs.file))],
  [
    "attachments.remove",
    "the dossier and its file",
    async () => ({ ...(await own("attachments.remove")), ...fileAt(theirs.dossier, theirs.file) }),
  ],
  [
    "attachments.remove",
    "the file under a dossier of one's own",
    async () => ({ ...(await own("attachments.remove")), ...fileAt(await newDossier(), theirs.file) }),
  ],
  [
    "attachments.restore",
    "the dossier and its file",
    async () => ({ ...(await own("attachments.restore")), ...fileAt(theirs.dossier, theirs.gone) }),
  ],
  ["documents.find", "the document", async () => ({ cookie: await as("clerk"), ...id(theirs.document) })],
  ["documents.find", "the draft", async () => ({ cookie: await as("clerk"), ...id(theirs.written) })],
  [
    "cameras.watch",
    "the camera",
    async () => ({ ...(await own("cameras.watch")), cookie: await as("head"), ...id(theirs.camera) }),
  ],
  [
    "cameras.playlist",
    "the camera",
    async () => ({ cookie: await as("head"), ...id(theirs.camera), query: `?watch=${"x".repeat(40)}` }),
  ],
  [
    "cameras.live-part",
    "the camera",
    async () => ({
      ...{ cookie: await as("head"), params: { id: String(theirs.camera), name: "init-1" } },
      query: `?watch=${"x".repeat(40)}&key=${"x".repeat(40)}`,
    }),
  ],
  [
    "cameras.watch-many",
    "a camera among those of a page",
    async () => ({
      ...(await own("cameras.watch-many")),
      ...{ cookie: await as("head"), body: JSON.stringify({ cameraIds: [theirs.camera], quality: "low" }) },
    }),
  ],
  [
    "cameras.wall-stream",
    "a camera among those of a page",
    async () => ({
      cookie: await as("head"),
      query: `?views=${theirs.camera}~${"x".repeat(40)}~`,
    }),
  ],
  ...(["change", "remove", "restore"] as const).map((act): (typeof swaps)[number] => [
    `camera-layouts.${act}`,
    "the layout",
    async () => ({ ...(await own(`camera-layouts.${act}`)), cookie: await as("head") }),
  ]),
  ["cameras.read", "the camera", async () => ({ cookie: await as("head"), ...id(theirs.camera) })],
  ["cameras.picture", "the camera", async () => ({ cookie: await as("head"), ...id(theirs.camera) })],
  ["documents.register-pdf", "the book", async () => ({ cookie: await as("head"), query: `?bookId=${theirs.book}&year=1989` })],
  ["documents.register-xlsx", "the book", async () => ({ cookie: await as("head"), query: `?bookId=${theirs.book}&year=1989` })],
  [
    "documents.close-register",
    "the book",
    async () => into(await own("documents.close-register"), { bookId: theirs.book, year: 1989 }),
  ],
  ["documents.find-work", "the document", async () => ({ cookie: await as("clerk"), ...id(theirs.document) })],
  ["documents.pass-on", "the document", async () => ({ ...(await own("documents.pass-on")), ...id(theirs.document) })],
  ["documents.end-work", "the document", async () => ({ ...(await own("documents.end-work")), ...id(theirs.task.documentId) })],
  [
    "documents.act-on-task",
    "the document and its task",
    async () => ({
      ...(await own("documents.act-on-task")),
      params: { id: String(theirs.task.documentId), taskId: String(theirs.task.taskId) },
    }),
  ],
  [
    "documents.act-on-task",
    "the task under a document of one's own",
    async () => ({
      ...(await own("documents.act-on-task")),
      params: { id: String(await newDocument()), taskId: String(theirs.task.taskId) },
    }),
  ],
  [
    "documents.pass-on",
    "the task under a document of one's own",
    async () => into(await own("documents.pass-on"), { taskId: theirs.task.taskId, version: 1 }),
  ],
  ["documents.addressees", "the unit", async () => ({ cookie: await as("head"), query: `?unitId=${unit.phuongDo}` })],
  [
    "documents.restore-file",
    "the file under a document of one's own",
    async () => ({ ...(await own("documents.restore-file")), ...fileAt(await newDocument(), theirs.page) }),
  ],
  ["documents.files", "the document", async () => ({ cookie: await as("clerk"), ...id(theirs.document) })],
  ["documents.attach", "the document", async () => ({ ...(await own("documents.attach")), ...id(theirs.document) })],
  [
    "documents.open-file",
    "the document and its file",
    async () => ({ cookie: await as("head"), ...fileAt(theirs.document, theirs.page) }),
  ],
  [
    "documents.open-file",
    "the file under a document of one's own",
    async () => ({ cookie: await as("head"), ...fileAt(await newDocument(), theirs.page) }),
  ],
  [
    "documents.remove-file",
    "the file under a document of one's own",
    async () => ({ ...(await own("documents.remove-file")), ...fileAt(await newDocument(), theirs.page) }),
  ],
  ["documents.change", "the draft", async () => ({ ...(await own("documents.change")), ...id(theirs.written) })],
  ["documents.discard", "the draft", async () => ({ ...(await own("documents.discard")), ...id(theirs.written) })],
  ["documents.issue", "the draft", async () => ({ ...(await own("documents.issue")), ...id(theirs.written) })],
  ["documents.signings", "the document", async () => ({ cookie: await as("clerk"), ...id(theirs.document) })],
  ["documents.ask-signature", "the draft", async () => ({ ...(await own("documents.ask-signature")), ...id(theirs.written) })],
  ["documents.seal", "the document", async () => ({ ...(await own("documents.seal")), ...id(theirs.document) })],
  ["signings.agree", "the request", async () => ({ ...(await own("signings.agree")), ...id(theirs.signing) })],
  ["signings.refuse", "the request", async () => ({ ...(await own("signings.refuse")), ...id(theirs.signing) })],
  ["signings.recall", "the request", async () => ({ ...(await own("signings.recall")), ...id(theirs.signing) })],
  ["meetings.view", "the meeting", async () => ({ cookie: await as("clerk"), ...id(theirs.meeting.meetingId) })],
  ["meetings.change", "the meeting", async () => ({ ...(await own("meetings.change")), ...id(theirs.meeting.meetingId) })],
  ["meetings.act", "the meeting", async () => ({ ...(await own("meetings.act")), ...id(theirs.meeting.meetingId) })],
  ["meetings.lay", "the meeting", async () => ({ ...(await own("meetings.lay")), ...id(theirs.meeting.meetingId) })],
  ["meetings.lay", "the item", async () => into(await own("meetings.lay"), { itemId: theirs.meeting.itemId })],
  ["meetings.prepare", "the unit", async () => into(await own("meetings.prepare"), { unitId: unit.phuongDo })],
  [
    "meetings.bring",
    "the item under a meeting of one's own",
    async () => {
      const act = await own("meetings.bring");
      return { ...act, params: { id: act.params?.id ?? "", itemId: String(theirs.meeting.itemId) } };
    },
  ],
  [
    "meetings.bring",
    "the meeting and its item",
    async () => ({ ...(await own("meetings.bring")), ...itemAt(theirs.meeting.meetingId, theirs.meeting.itemId) }),
  ],
  [
    "meetings.open-paper",
    "the meeting and its paper",
    async () => ({ cookie: await as("head"), ...paperAt(theirs.meeting.meetingId, theirs.meeting.paperId) }),
  ],
  [
    "meetings.open-paper",
    "the paper under a meeting of one's own",
    async () => ({ cookie: await as("head"), ...paperAt((await newMeeting()).meetingId, theirs.meeting.paperId) }),
  ],
  [
    "meetings.open-paper",
    "a file of a document that does not lie there",
    async () => {
      const { meetingId, paperId } = await newMeeting();
      return { cookie: await as("head"), ...paperAt(meetingId, paperId), query: `?file=${theirs.page}` };
    },
  ],
  [
    "meetings.remove-paper",
    "the paper under a meeting of one's own",
    async () => ({
      ...(await own("meetings.remove-paper")),
      ...paperAt((await newMeeting()).meetingId, theirs.meeting.paperId),
    }),
  ],
  ["documents.exempt", "the document", async () => ({ ...(await own("documents.exempt")), ...id(theirs.document) })],
  ["documents.void", "the document", async () => ({ ...(await own("documents.void")), ...id(theirs.document) })],
  ["documents.create", "the unit", async () => into(await own("documents.create"), { unitId: unit.phuongDo })],
  ["documents.open-book", "the unit", async () => into(await own("documents.open-book"), { unitId: unit.phuongDo })],
  ["documents.count-secret", "the unit", async () => into(await own("documents.count-secret"), { unitId: unit.phuongDo })],
  ["documents.dispatches", "the document", async () => ({ cookie: await as("clerk"), ...id(theirs.sent) })],
  ["documents.send", "the document", async () => ({ ...(await own("documents.send")), ...id(theirs.sent) })],
  [
    "documents.choose-recipients",
    "the document",
    async () => ({ ...(await own("documents.choose-recipients")), ...id(theirs.sent) }),
  ],
  ["packets.find", "the packet", async () => ({ cookie: await as("clerk"), ...id(theirs.packet) })],
  [
    "packets.open-file",
    "the packet and its file",
    async () => ({ cookie: await as("clerk"), ...fileAt(theirs.packet, theirs.enclosed) }),
  ],
  [
    "packets.open-file",
    "the file under a packet of one's own",
    async () => ({ cookie: await as("clerk"), ...fileAt(await newPacket(), theirs.enclosed) }),
  ],
  ["packets.register", "the packet", async () => ({ ...(await own("packets.register")), ...id(theirs.packet) })],
  ["packets.register", "the unit", async () => into(await own("packets.register"), { unitId: unit.phuongDo })],
  ["packets.refuse", "the packet", async () => ({ ...(await own("packets.refuse")), ...id(theirs.packet) })],
  ["packets.answer", "the packet", async () => ({ ...(await own("packets.answer")), ...id(theirs.packet) })],
  ["packets.drop", "the packet", async () => ({ ...(await own("packets.drop")), ...id(theirs.unreadable) })],
  ["packets.replay", "the packet", async () => ({ ...(await own("packets.replay")), ...id(theirs.unreadable) })],
  ["packets.send-again", "the packet", async () => ({ ...(await own("packets.send-again")), ...id(theirs.dispatch) })],
  ["forms.list", "the dossier", () => officer(id(theirs.dossier))],
  ["forms.issue", "the dossier", async () => ({ ...(await own("forms.issue")), ...id(theirs.dossier) })],
  ["forms.pdf", "the dossier", () => officer({ params: { id: String(theirs.dossier), formId: "1" } })],
  [
    "dossiers.create",
    "the desk that takes it in",
    async () => into(await own("dossiers.create"), { receivingUnitId: unit.phuongDo }),
  ],
  ["dossiers.recall", "the desk", async () => into(await own("dossiers.recall"), { receivingUnitId: unit.phuongDo })],
  ["drafts.find", "the draft", () => officer(id(theirs.draft))],
  ["drafts.save", "the draft", async () => ({ ...into(await own("drafts.save"), { revision: 1 }), ...id(theirs.draft) })],
  ["drafts.throw", "the draft", async () => ({ ...(await own("drafts.throw")), ...id(theirs.draft) })],
  ["drafts.restore", "the draft", async () => ({ ...(await own("drafts.restore")), ...id(theirs.thrown) })],
  ["document-imports.map", "the batch", async () => ({ ...(await own("document-imports.map")), ...id(theirs.register) })],
  ["document-imports.start", "the batch", async () => ({ ...(await own("document-imports.start")), ...id(theirs.register) })],
  ["document-imports.check", "the batch", async () => ({ ...(await own("document-imports.check")), ...id(theirs.register) })],
  ["document-imports.cancel", "the batch", async () => ({ ...(await own("document-imports.cancel")), ...id(theirs.register) })],
  ["document-imports.archive", "the batch", async () => ({ ...(await own("document-imports.archive")), ...id(theirs.register) })],
  ["document-imports.find", "the batch", async () => ({ cookie: await as("clerk"), ...id(theirs.register) })],
  ["document-imports.rejections-csv", "the batch", async () => ({ cookie: await as("clerk"), ...id(theirs.register) })],
  ["document-imports.rejections-xlsx", "the batch", async () => ({ cookie: await as("clerk"), ...id(theirs.register) })],
  ["document-imports.files-xlsx", "the batch", async () => ({ cookie: await as("clerk"), ...id(theirs.register) })],
  [
    "document-imports.upload",
    "the unit",
    async () => ({ ...(await own("document-imports.upload")), query: `?unitId=${unit.phuongDo}&direction=INCOMING&year=2023` }),
  ],
  [
    "document-imports.upload",
    "the book",
    async () => ({
      ...(await own("document-imports.upload")),
      query: `?unitId=${unit.tranPhu}&direction=INCOMING&year=2023&bookId=${theirs.book}`,
    }),
  ],
  ["imports.find", "the batch", () => officer(id(theirs.batch))],
  ["imports.map", "the batch", async () => ({ ...(await own("imports.map")), ...id(theirs.batch) })],
  ["imports.start", "the batch", async () => ({ ...(await own("imports.start")), ...id(theirs.batch) })],
  ["imports.check", "the batch", async () => ({ ...(await own("imports.check")), ...id(theirs.batch) })],
  ["imports.cancel", "the batch", async () => ({ ...(await own("imports.cancel")), ...id(theirs.batch) })],
  ["imports.rejections-csv", "the batch", () => officer(id(theirs.batch))],
  ["imports.rejections-xlsx", "the batch", () => officer(id(theirs.batch))],
  ["imports.upload", "the unit", async () => ({ ...(await own("imports.upload")), query: `?unitId=${unit.phuongDo}&sender=x` })],
  ["dossiers.batch", "the unit", async () => ({ ...(await own("dossiers.batch")), query: `?unitId=${unit.phuongDo}` })],
  ["exchange.bring", "the unit", async () => ({ ...(await own("exchange.bring")), query: `?unitId=${unit.phuongDo}` })],
  ["exchange.look-up", "the dossier", () => officer({ params: { dossierCode: theirs.code } })],
  ["sessions.revoke", "the session", async () => ({ ...(await own("sessions.revoke")), ...id(theirs.session) })],
  ["views.delete", "the view", async () => ({ ...(await own("views.delete")), ...id(theirs.view) })],
  [
    "users.end-post",
    "the post under another person",
    async () => {
      const act = await own("users.end-post");
      return { ...act, params: { id: act.params?.id ?? "", postId: String(theirs.post) } };
    },
  ],
];

test("every route that names a thing by its id is swapped here, or belongs to the whole city", () => {
  const ofTheCity =
    /^(exchange\.(find-message|replay|drop)$|cameras\.(settings|change|acknowledge|plan-maintenance|end-maintenance)$|camera-(groups|grants|registry)\.|(health|users|keys|signatures|certificates|units|procedures|sectors|indicators|subsystems|measures|figures|syncs|definitions)\.|targets\.set-defined$)/;
  const named = routes
    .filter((r) => r.handler.declaration.path.includes("{") && !ofTheCity.test(r.handler.declaration.id))
    .map((r) => r.handler.declaration.id);
  expect(named.filter((one) => !swaps.some(([swapped]) => swapped === one))).toEqual([]);
});

test.each(swaps)("T-21: %s with %s of another is not there, and nothing changes", async (name, _, make) => {
  const route = find(name);
  const act = await make();
  const before = await contentOf();
  const swapped = await call(route, { ...act, headers: { ...act.headers, ...(isMutating(route) ? key() : {}) } });
  expect([403, 404], `${swapped.status} ${swapped.text.slice(0, 300)}`).toContain(swapped.status);
  expect(await contentOf()).toEqual(before);
  // The same words as for an id that never was: nobody learns what exists.
  if (act.params?.id && swapped.status === 404 && name !== "users.end-post" && name !== "sessions.revoke") {
    const nobodys = act.params.id.includes("-") ? "00000000-0000-4000-8000-00000000ffff" : 2_000_000_000;
    const never = await call(route, { ...act, ...id(nobodys), headers: { ...act.headers, ...key() } });
    const plain = (text: string) => text.replace(/"requestId":"[^"]+"/, "");
    expect(plain(never.text)).toBe(plain(swapped.text));
  }
});

test("a stack says of another unit's dossier what it says of none, and does the others", async () => {
  const mine = await newDossier();
  const before = await asOwner((c) => c.query("select d::text from dossier d where id = $1", [theirs.dossier]));
  const ids = [theirs.dossier, 2_000_000_000, mine];
  const answer = await call(find("dossiers.move-stack"), {
    ...(await own("dossiers.move-stack")),
    headers: key(),
    body: JSON.stringify({ move: "start", dossiers: ids.map((one) => ({ id: one, version: 1 })) }),
  });
  const { lines } = JSON.parse(answer.text) as { lines: { id: number; refusal: unknown; moved: { state: string } | null }[] };
  const [swapped, never, done] = lines.map(({ id: _, ...line }) => line);
  expect(swapped).toEqual(never);
  expect(swapped).toMatchObject({ code: null, moved: null, refusal: { code: "not-found" }, overtakenBy: null });
  expect(done?.moved).toMatchObject({ state: "IN_PROGRESS" });
  expect((await asOwner((c) => c.query("select d::text from dossier d where id = $1", [theirs.dossier]))).rows).toEqual(
    before.rows,
  );
});

test("a stack of forms says of another unit's dossier what it says of none, and issues the others", async () => {
  const answer = await call(find("forms.issue-stack"), {
    ...(await own("forms.issue-stack")),
    headers: key(),
    body: JSON.stringify({ kind: "RECEIPT", dossiers: [theirs.dossier, 2_000_000_000, await newDossier()] }),
  });
  const { lines } = JSON.parse(answer.text) as { lines: { id: number; isNew: boolean; refusal: unknown }[] };
  const [swapped, never, done] = lines.map(({ id: _, ...line }) => line);
  expect(swapped).toEqual(never);
  expect(swapped).toMatchObject({ code: null, isNew: false, refusal: { code: "not-found" } });
  expect(done).toMatchObject({ isNew: true, refusal: null });
});

test("work of another unit is not shown, counted or told of, whatever is asked for", async () => {
  const cookie = await as("head");
  await newDossier();
  for (const query of [
    `?scope=unit&unitId=${unit.phuongDo}`,
    `?scope=pool&unitId=${unit.phuongDo}`,
    `?scope=person&userId=${user.phuongDoOfficer}`,
  ])
    expect(JSON.parse((await call(find("dossiers.work"), { cookie, query })).text).rows, query).toEqual([]);
  const counts = await call(find("dossiers.work-counts"), { cookie, query: `?scope=unit&unitId=${unit.phuongDo}` });
  expect(counts.text).not.toMatch(/"count":[1-9]/);
  const load = await call(find("dossiers.work-load"), { cookie, query: `?unitId=${unit.phuongDo}` });
  expect(JSON.parse(load.text).people).toEqual([]);
  const people = await call(find("units.colleagues"), { cookie, params: { id: String(unit.phuongDo) } });
  expect([people.status, people.text.includes("Sính")]).toEqual([404, false]);
  const other = await call(find("dossiers.work"), {
    cookie: await as("officer"),
    query: `?scope=person&userId=${user.specialist}`,
  });
  expect(other.status).toBe(404);
});

test("control: what one is asked on is there to be read, its papers too, and in no list but that of questions", async () => {
  const cookie = await as("officer");
  const read = await call(find("dossiers.find"), { cookie, ...id(theirs.askedOn) });
  expect([read.status, read.text.includes('"isAsked":true')]).toEqual([200, true]);
  expect((await call(find("attachments.open"), { cookie, ...fileAt(theirs.askedOn, theirs.askedFile) })).status).toBe(200);
  const listed = async (route: string, query: string) =>
    (JSON.parse((await call(find(route), { cookie, query })).text) as { rows: { id: number }[] }).rows.map((row) => row.id);
  expect(await listed("dossiers.work", "?scope=unit&part=asked")).toEqual([theirs.askedOn]);
  expect(await listed("dossiers.work", "?scope=unit")).not.toContain(theirs.askedOn);
  expect(await listed("dossiers.list", "?take=200")).not.toContain(theirs.askedOn);
});

test("ids inside filters, cursors and batches show nothing of another unit", async () => {
  const cookie = await as("officer");
  const mine = await newDossier();
  const rowsOf = async (query: string) => {
    const { status, text } = await call(find("dossiers.list"), { cookie, query });
    expect(status, text).toBe(200);
    return JSON.parse(text) as { rows: { id: number }[]; nextCursor: string | null };
  };
  expect((await rowsOf("?take=200")).rows.map((r) => r.id)).toContain(mine);
  for (const query of [`?unitId=${unit.phuongDo}`, `?unitId=${unit.phuongDo}&procedureId=${procedure.house}`, "?text=0912345678"])
    expect((await rowsOf(query)).rows).toEqual([]);
  const foreign = await call(find("dossiers.list"), { cookie: await as("phuongDoOfficer"), query: "?take=1" });
  const cursor = (JSON.parse(foreign.text) as { nextCursor: string | null }).nextCursor;
  if (cursor) for (const { id: one } of (await rowsOf(`?cursor=${cursor}`)).rows) expect(one).not.toBe(theirs.dossier);

  // A row of a machine's batch that names another unit's dossier is turned away and says nothing of it.
  const [{ code }] = (await asOwner((c) => c.query("select code from dossier where id = $1", [theirs.dossier]))).rows;
  const row = { code, procedureCode: "1.013225", applicantName: "Kẻ Khác", acceptedAt: "2026-11-25T08:00:00+07:00" };
  const before = await asOwner((c) => c.query("select d::text from dossier d where id = $1", [theirs.dossier]));
  const answer = await call(find("dossiers.batch"), {
    ...(await own("dossiers.batch")),
    headers: { "content-type": "application/x-ndjson", ...key() },
    body: `${JSON.stringify(row)}\n`,
  });
  expect(answer.body).toMatchObject({ rowsRejected: 1, rowsNew: 0, rowsChanged: 0 });
  expect(answer.text).not.toContain("Nguyễn Văn Thử");
  expect((await asOwner((c) => c.query("select d::text from dossier d where id = $1", [theirs.dossier]))).rows).toEqual(
    before.rows,
  );
});
