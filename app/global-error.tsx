"use client";

/** When even the frame of the page fails: no provider, no style sheet, only a sentence and a way on. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="vi">
      <body>
        <title>Vọng Lâu</title>
        <main>
          <h1>Trang gặp lỗi</h1>
          <p>Hệ thống gặp lỗi ngoài dự kiến và đã ghi lại. Hãy thử lại; nếu còn lỗi, báo quản trị kèm mã dưới đây.</p>
          <p lang="en">Something unexpected went wrong and was recorded. Please try again.</p>
          {error.digest ? <p>{error.digest}</p> : null}
          <button type="button" onClick={reset}>
            Thử lại · Try again
          </button>
        </main>
      </body>
    </html>
  );
}
