import type { DocumentHeader, StatusHeader } from "@/lib/packets/wire/header";

/** A letter of an invented department to the city, in the shape real messages have: prefix and namespace side by side, an attribute nobody declared. */
export function letterText({
  attachment = Buffer.from("%PDF-1.4 thư").toString("base64"),
  subject = "V/v rà soát hạ tầng kỹ thuật phục vụ chuyển đổi số",
  from = "000.00.07.H22",
  to = "000.00.31.H22",
  name = "công văn 214.pdf",
  more = "",
  header = "",
  documentId = "000.00.07.H22,2026/11/20,214/STTTT-CĐS",
}: {
  attachment?: string;
  subject?: string;
  from?: string;
  to?: string;
  name?: string;
  more?: string;
  header?: string;
  documentId?: string;
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
  <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
    <edXML:edXMLHeader>
      <edXML:MessageHeader>
        <edXML:From><edXML:OrganId>${from}</edXML:OrganId><edXML:OrganName>Sở Thông tin thử nghiệm</edXML:OrganName></edXML:From>
        <edXML:To><edXML:OrganId>${to}</edXML:OrganId><edXML:OrganName>UBND thành phố</edXML:OrganName></edXML:To>
        <edXML:Code><edXML:CodeNumber>214</edXML:CodeNumber><edXML:CodeNotation>STTTT-CĐS</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo><edXML:Place>Phương Đông</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
        <edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
        <edXML:Subject>${subject}</edXML:Subject>
        <edXML:Content>Đề nghị báo cáo trước ngày 04/12/2026</edXML:Content>
        <edXML:SignerInfo><edXML:Competence>KT.</edXML:Competence><edXML:Position>Phó Giám đốc</edXML:Position><edXML:FullName>Lò Thị Mẫu</edXML:FullName></edXML:SignerInfo>
        <edXML:DueDate>2026/12/04</edXML:DueDate>
        <edXML:ToPlaces><edXML:Place>UBND các huyện</edXML:Place></edXML:ToPlaces>
        <edXML:OtherInfo><edXML:Priority>1</edXML:Priority><edXML:PromulgationAmount>2</edXML:PromulgationAmount><edXML:PageAmount>3</edXML:PageAmount></edXML:OtherInfo>
        <edXML:ResponseFor><edXML:OrganId></edXML:OrganId><edXML:Code></edXML:Code><edXML:PromulgationDate></edXML:PromulgationDate><edXML:DocumentId></edXML:DocumentId></edXML:ResponseFor>
        <edXML:SteeringType>1</edXML:SteeringType>
        <edXML:DocumentId>${documentId}</edXML:DocumentId>${header}
      </edXML:MessageHeader>
      <edXML:TraceHeaderList>
        <edXML:TraceHeader><edXML:OrganId>000.00.07.H22</edXML:OrganId><edXML:Timestamp>2026/11/20 09:35:56</edXML:Timestamp></edXML:TraceHeader>
      </edXML:TraceHeaderList>
    </edXML:edXMLHeader>
    <edXML:edXMLBody>
      <edXML:edXMLManifest version="1.0">
        <edXML:Reference xlink:href="">
          <edXML:ContentId>cid:thu-214</edXML:ContentId>
          <edXML:AttachmentName>${name}</edXML:AttachmentName>
        </edXML:Reference>
      </edXML:edXMLManifest>
    </edXML:edXMLBody>
  </edXML:edXMLEnvelope>
  <edXML:AttachmentEncoded>
    <edXML:Attachment>
      <edXML:ContentId>cid:thu-214</edXML:ContentId>
      <edXML:AttachmentName>${name}</edXML:AttachmentName>
      <edXML:ContentType>application/pdf</edXML:ContentType>
      <edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">${attachment}</edXML:ContentTransferEncoded>
    </edXML:Attachment>${more}
  </edXML:AttachmentEncoded>
</edXML>
`;
}

const party = (code: string, name: string) => ({
  ...{ code, name, inCharge: "", address: "", email: "", phone: "", fax: "", website: "" },
});
export const letter: DocumentHeader = {
  kind: "document",
  from: party("H22.31", "UBND thành phố Mẫu"),
  to: [party("H22.07", "Sở Thông tin thử nghiệm")],
  documentKey: "H22.31,2026/11/26,88/UBND-VP",
  symbol: "88/UBND-VP",
  place: "Phương Đông",
  issuedOn: "2026-11-26",
  type: { kind: "2", detail: "", name: "Công văn" },
  subject: "V/v báo cáo kết quả rà soát <hạ tầng> & “dữ liệu”",
  content: "",
  signer: { competence: "TM.", post: "Chủ tịch", name: "Giàng Văn Mẫu" },
  dueOn: null,
  urgency: "NORMAL",
  sphere: "",
  typist: "",
  copies: 1,
  pages: 2,
  direction: "",
  appendixes: [],
  responseFor: [
    {
      code: "000.00.07.H22",
      symbol: "214/STTTT-CĐS",
      issuedOn: "2026-11-20",
      documentKey: "000.00.07.H22,2026/11/20,214/STTTT-CĐS",
    },
  ],
  steering: "NONE",
  places: ["Như trên"],
  trace: [{ code: "H22.31", at: "2026-11-26T02:00:00.000Z" }],
  business: { type: "NEW", documentKey: "", reason: "", isPaper: false, receivers: [], replaced: [], staff: null },
};
export const receipt: StatusHeader = {
  kind: "status",
  from: party("000.00.07.H22", "Sở Thông tin thử nghiệm"),
  about: { code: "H22.31", symbol: "88/UBND-VP", issuedOn: "2026-11-26", documentKey: "H22.31,2026/11/26,88/UBND-VP" },
  staff: { department: "Văn thư", name: "Sùng Thị Mẫu", email: "", phone: "" },
  code: "03",
  words: "Đã vào sổ văn bản đến",
  at: "2026-11-26T03:08:36.000Z",
};

/** Bytes in pieces of a size, as a network hands them over. */
export async function* inPieces(bytes: Uint8Array | string, size = 65_536): AsyncGenerator<Buffer> {
  const all = Buffer.from(bytes);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}
export async function gathered(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of source) all.push(chunk);
  return Buffer.concat(all);
}
