import { EXECUTION_STATES, PRESENTATION } from '@tracker/state';
import { html } from './html.js';
import { renderHtml } from './render-html.js';
import { hostileReport } from './report.fixture.js';

const page = renderHtml(hostileReport());

describe('a template of markup', () => {
  it('escapes text, takes markup as it is, and lists one after the other', () => {
    const inner = html`<b>${'<&>"\''}</b>`;
    expect(html`<p title="${'"'}">${[inner, inner]}${7}</p>`.text).toBe(
      `<p title="&quot;"><b>&lt;&amp;&gt;&quot;&#39;</b><b>&lt;&amp;&gt;&quot;&#39;</b>7</p>`,
    );
  });
});

describe('the page', () => {
  it('takes nothing from outside for markup', () => {
    expect(page).not.toMatch(/<script|<img|onerror='/);
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  });

  it('needs nothing but itself', () => {
    expect(page).not.toMatch(/<[^>]*\s(src|href)=|url\(|@import|<(link|script|iframe)/);
  });

  it('draws its five pictures, with a name for those who do not see them', () => {
    expect(page.match(/<svg[^>]+role="img"\s+aria-label="[^"]+"/g)).toHaveLength(5);
  });

  it('has no number in it that is none', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('colours every state as the one table says, light and dark', () => {
    for (const state of EXECUTION_STATES) {
      expect(page).toContain(`--state-${state}:${PRESENTATION[state].light}`);
      expect(page).toContain(`--state-${state}:${PRESENTATION[state].dark}`);
    }
  });

  it('says that it was not met, and shows who differs', () => {
    expect(page).toContain('<strong>not met</strong>');
    expect(page).toContain('Readers that differ');
  });

  it('can be drawn of nothing at all', () => {
    const nothing = { ...hostileReport(), faults: [], latencies: [], unfinished: [], journeys: 0 };
    expect(renderHtml({ ...nothing, faulty: 0 })).not.toMatch(/NaN|Infinity/);
  });
});
