import classes from "./reference.module.css";

type Field = { name: string; type: string; isRequired: boolean };
type Words = { name: string; type: string; required: string; yes: string };

/** What is sent or comes back, a field a line. */
export function Fields({ title, fields, words }: { title: string; fields: readonly Field[]; words: Words }) {
  return (
    // Focusable, because a narrow screen scrolls it sideways.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.fields} aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.type}</th>
            <th scope="col">{words.required}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={`${field.name} ${field.type}`}>
              <th scope="row">
                <code>{field.name}</code>
              </th>
              <td>{field.type}</td>
              <td>{field.isRequired ? words.yes : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
