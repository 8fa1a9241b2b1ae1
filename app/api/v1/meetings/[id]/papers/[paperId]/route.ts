import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { notePaperOpening } from "@/lib/meetings/commands";
import { meetingPaperIdOf, PaperFileQuery } from "@/lib/meetings/model";
import { openMeetingPaper } from "@/lib/meetings/queries";

export const GET = route(
  {
    id: "meetings.open-paper",
    method: "GET",
    path: "/api/v1/meetings/{id}/papers/{paperId}",
    auth: "meetings.view",
    input: { params: meetingPaperIdOf, query: PaperFileQuery },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Tải một tài liệu họp đúng từng byte như đã nhận; lần mở đầu tiên của người dự họp được ghi nhận",
      en: "One paper of a meeting, byte for byte as it came; a participant's first opening is noted",
    },
  },
  async ({ actor, now, params, query, accessed }) => {
    const { id: meetingId, paperId } = params;
    const file = await openMeetingPaper({ actor, now }, { meetingId, paperId, fileId: query.file });
    await notePaperOpening({ actor, now }, meetingId, paperId);
    accessed({ type: "meeting-paper", id: file.id });
    return fileAnswer(file);
  },
);
