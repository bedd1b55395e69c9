import { running } from '../state/run.js';
import { ChoiceField } from '../ui/field.js';
import { readAgain } from './open-data.js';

/** Chooses the sheet of a workbook, the table of a zip or folder, or the array to read. */
export function MemberChoice({
  member,
  members,
}: {
  member: string | undefined;
  members: readonly string[] | undefined;
}) {
  if (member === undefined || !members || members.length < 2) return null;
  return (
    <ChoiceField
      label="Sheet, table or array"
      value={member}
      choices={members.map((name) => [name, name] as const)}
      disabled={running.value}
      onValue={(value) => void readAgain({ member: value })}
    />
  );
}
