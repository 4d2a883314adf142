import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";

type FileDropProps = {
  /** What to put here, in one line. */
  words: ReactNode;
  /** Which files are taken, in words. */
  hint?: ReactNode;
  /** For the file dialog: `.csv,.xlsx`. */
  accept?: string;
  many?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
};

/** Takes files by drop, by click and by keyboard. */
export function FileDrop({ words, hint, accept, many, disabled, onFiles }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(many ? files : files.slice(0, 1));
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <label
      className="file-drop"
      htmlFor={id}
      data-over={over || undefined}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={many}
        disabled={disabled}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
      <FileUp size={28} strokeWidth={1.4} aria-hidden="true" />
      <b>{words}</b>
      {hint && <small>{hint}</small>}
    </label>
  );
}
