import type { ExecutionQuery } from './execution-query.js';
import type { ExecutionRow } from './execution-row.js';
import { rowTime } from './row-time.js';
import { hrefOf } from './route.js';
import { DeliveryMark } from './delivery-mark.js';
import { StateMark } from './state-mark.js';
import { useNow } from './use-now.js';
import { Moment } from './moment.js';
import { shortId, spoken } from './words.js';
import { TableFrame } from './table-frame.js';

interface ExecutionTableProps {
  readonly caption: string;
  readonly rows: readonly ExecutionRow[];
  /** The list of an agent, a user, a thread. */
  readonly narrow: (part: Partial<ExecutionQuery>) => string;
}

/** Executions, one a line. */
export function ExecutionTable({ caption, rows, narrow }: ExecutionTableProps) {
  const now = useNow();
  return (
    <TableFrame label={caption}>
      <table class="executions">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Execution</th>
            <th scope="col">Agent</th>
            <th scope="col">User</th>
            <th scope="col">Thread</th>
            <th scope="col">Phase</th>
            <th scope="col">Delivery</th>
            <th scope="col" class="number">
              Created
            </th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} now={now} narrow={narrow} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

interface RowProps extends Pick<ExecutionTableProps, 'narrow'> {
  readonly row: ExecutionRow;
  readonly now: number;
}

function Row({ row, now, narrow }: RowProps) {
  const { id, agentName, userId, threadId, attempt } = row;
  return (
    <tr>
      <td>
        <StateMark state={row.state} />
        {row.onHold && <span class="tag">on hold</span>}
        {row.cancelling && <span class="tag">cancelling</span>}
      </td>
      <th scope="row">
        <a class="id" href={hrefOf({ view: 'execution', id })} title={id}>
          {shortId(id)}
        </a>
        {attempt > 1 && <span class="tag">attempt {attempt}</span>}
      </th>
      <Narrowing text={agentName} href={narrow({ agentName })} />
      <Narrowing text={userId} href={narrow({ userId })} />
      <Narrowing text={threadId} href={narrow({ threadId })} />
      <td class="phase">{spoken(row.phase)}</td>
      <td>
        <DeliveryMark standing={row.standing} />
      </td>
      <td class="number">
        <Moment at={row.createdAt} now={now} />
      </td>
      <td class="number">{rowTime(row, now)}</td>
    </tr>
  );
}

function Narrowing({ text, href }: { readonly text: string; readonly href: string }) {
  return (
    <td class="name">
      <a class="plain" href={href} title={text}>
        {text}
      </a>
    </td>
  );
}
