// @ts-check

/**
 * The `docs` of a rule's `meta`; the link leads to the page that was installed with the rule.
 * @param {string} rule
 * @param {string} description
 */
export function documentation(rule, description) {
  const { href } = new URL(`../docs/rules/${rule}.md`, import.meta.url);
  return { description, recommended: true, url: href };
}
