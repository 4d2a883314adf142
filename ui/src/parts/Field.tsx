// <Form onSend={send}> <Field label={…} hint={…}> <Input value onChange /> </Field> </Form>
// The typed state is the page's `useState`; what was typed stays when the server refuses.
import { cloneElement, type FormEvent, type ReactElement, type ReactNode, useId } from "react";

type FieldProps = {
  label: ReactNode;
  /** What to write, before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong with it and how to mend it. */
  wrong?: ReactNode;
  /** One control; it gets the id that the label names. */
  children: ReactElement<{ id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean }>;
};

export function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId();
  const note = wrong ?? hint;
  return (
    <div className="field" data-wrong={wrong ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": wrong ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} role={wrong ? "alert" : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}

type FormProps = { onSend: () => void; label?: string; children: ReactNode };

/** Enter sends it, from every field. */
export function Form({ onSend, label, children }: FormProps) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form className="form" aria-label={label} onSubmit={send} noValidate>
      {children}
    </form>
  );
}
