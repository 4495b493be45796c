import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readJson, repositoryFiles, repositoryRoot } from './repository.js';

/** As loose as YAML is; what is read of it is compared at once. */
type Loose = ReturnType<typeof JSON.parse>;

const read = (path: string): string => readFileSync(join(repositoryRoot(), path), 'utf8');
const yamlFiles = repositoryFiles().filter((file) => /^deploy\/.*\.ya?ml$/.test(file));

/** Every document of a YAML file; anything the parser only warns of is an error here. */
function documents(path: string): Loose[] {
  return parseAllDocuments(read(path), { merge: true }).map((document) => {
    const complaints = [...document.errors, ...document.warnings];
    if (complaints.length > 0) throw new Error(`${path}: ${complaints.join('; ')}`);
    return document.toJS();
  });
}

const dockerfile = read('deploy/Dockerfile');
const compose = documents('deploy/compose.yaml')[0];
const kubernetes = yamlFiles.filter((file) => file.includes('kubernetes/')).flatMap(documents);
const deployments = kubernetes.filter(({ kind }) => kind === 'Deployment');
const containers = deployments.flatMap(({ spec }) => spec.template.spec.containers);
const cli = readJson('packages/cli/package.json');
const paths = Object.keys(readJson('packages/server/openapi.json').paths);
const settings = read('packages/server/src/settings.ts');

/** What is said to `tracker`, wherever a container is started. */
const invocations: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries<Loose>(compose.services)
    .filter(([, { image }]) => image === 'tracker')
    .map(([name, { command }]) => [`compose ${name}`, command] as const),
  ...containers.map(({ name, args }) => [`kubernetes ${name}`, args] as const),
];

/** The options that a command of the command line declares itself, or takes from all. */
function optionsOf(command: string): readonly string[] {
  const own = read(`packages/cli/src/${command}-command.ts`);
  const shared = [...own.matchAll(/from '\.\/([a-z-]+-(?:context|options))\.js'/g)];
  const source = [own, ...shared.map(([, file]) => read(`packages/cli/src/${file}.ts`))];
  return [...source.join('\n').matchAll(/['`](--[a-z][a-z-]*)/g)].map(([, flag]) => flag ?? '');
}

const valueOf = (args: readonly string[], flag: string): string | undefined =>
  args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);

const healthcheckPath = /127\.0\.0\.1:(\d+)(\/[a-z/]+)/.exec(dockerfile);

describe('what is deployed', () => {
  it('is spelled as YAML is, and there is something of each kind', () => {
    expect(yamlFiles.flatMap(documents).length).toBeGreaterThan(8);
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual(['gateway', 'worker']);
    expect(invocations.map(([name]) => name).sort()).toEqual([
      'compose gateway-1',
      'compose gateway-2',
      'compose worker',
      'kubernetes gateway',
      'kubernetes worker',
    ]);
  });

  it.each(invocations)('%s says nothing to the command that it does not know', (_, args) => {
    const [command = '', ...given] = args;
    const known = optionsOf(command);
    expect(
      given.map((arg) => arg.split('=')[0]).filter((flag) => !known.includes(flag ?? '')),
    ).toEqual([]);
    expect(valueOf(args, '--agent')).toBe('triage');
  });

  it('starts the binary that the package has, on a Node that it admits, and not as root', () => {
    const bin = join('packages/cli', cli.bin.tracker);
    expect(existsSync(join(repositoryRoot(), bin))).toBe(true);
    expect(dockerfile).toContain(`ENTRYPOINT ["node", "/app/${bin}"]`);
    const images = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major));
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toBeGreaterThanOrEqual(Number(/\d+/.exec(cli.engines.node)?.[0]));
    expect(dockerfile).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(dockerfile).toContain('npm ci --omit=dev --workspace @tracker/cli');
  });

  it('agrees on the port, from the process to the service', () => {
    const [port] = /EXPOSE (\d+)/.exec(dockerfile)?.slice(1) ?? [];
    const serving = invocations.filter(([, [command]]) => command === 'serve');
    expect(serving.map(([, args]) => valueOf(args, '--port'))).toEqual(serving.map(() => port));
    expect(healthcheckPath?.[1]).toBe(port);
    const [gateway] = containers.filter(({ name }) => name === 'gateway');
    expect(gateway.ports).toEqual([{ name: 'http', containerPort: Number(port) }]);
    const published = ['gateway-1', 'gateway-2'].flatMap((name) => compose.services[name].ports);
    expect(published.every((one: string) => one.endsWith(`:${port}`))).toBe(true);
    const services = kubernetes.filter(({ kind }) => kind === 'Service');
    expect(services.flatMap(({ spec }) => spec.ports).map(({ targetPort }) => targetPort)).toEqual([
      'http',
    ]);
  });

  it('asks for health where the server answers about it', () => {
    const probes = containers.flatMap(({ startupProbe, readinessProbe, livenessProbe }) =>
      [startupProbe, readinessProbe, livenessProbe].filter(Boolean),
    );
    expect(probes).toHaveLength(3);
    const asked = [...probes.map(({ httpGet }) => httpGet.path), healthcheckPath?.[2]];
    expect(asked.filter((path) => !paths.includes(path))).toEqual([]);
    expect(probes.filter(({ httpGet }) => httpGet.port !== 'http')).toEqual([]);
    const [gateway] = containers.filter(({ name }) => name === 'gateway');
    expect(gateway.livenessProbe.httpGet.path).not.toBe(gateway.readinessProbe.httpGet.path);
  });

  it('gives everything the time to drain', () => {
    const closeMs = Number(
      /closeWithinMs: milliseconds\.default\(([\d_]+)\)/.exec(settings)?.[1]?.replaceAll('_', ''),
    );
    for (const { spec } of deployments) {
      const { terminationGracePeriodSeconds, containers: of } = spec.template.spec;
      const [{ args, lifecycle }] = of;
      const drain = Number(valueOf(args, '--drain'));
      const pause = Number(lifecycle?.preStop.exec.command.at(-1) ?? 0);
      expect(terminationGracePeriodSeconds).toBeGreaterThan(drain + pause + closeMs / 1_000);
    }
    for (const [name, args] of invocations.filter(([one]) => one.startsWith('compose'))) {
      const grace = compose.services[name.slice('compose '.length)].stop_grace_period;
      expect(Number(/^(\d+)s$/.exec(grace)?.[1])).toBeGreaterThan(Number(valueOf(args, '--drain')));
    }
  });

  it('survives the loss of one of each', () => {
    const budgets = kubernetes.filter(({ kind }) => kind === 'PodDisruptionBudget');
    for (const { metadata, spec } of deployments) {
      const [budget, ...others] = budgets.filter(({ spec: { selector } }) =>
        Object.entries(selector.matchLabels).every(
          ([key, value]) => spec.selector.matchLabels[key] === value,
        ),
      );
      expect([metadata.name, others]).toEqual([metadata.name, []]);
      expect(spec.replicas).toBeGreaterThan(budget.spec.minAvailable);
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    }
    expect(compose.services.worker.deploy.replicas).toBeGreaterThan(1);
  });

  it('reads variables that the command knows, and keeps secrets by reference', () => {
    const sources = repositoryFiles()
      .filter((file) => /^packages\/cli\/src\/[a-z-]+\.ts$/.test(file) && !file.includes('.spec.'))
      .map(read)
      .join('\n');
    const env = containers.flatMap((container) => container.env ?? []);
    const names = [
      ...env.map(({ name }) => name),
      ...Object.keys(compose.services.worker.environment),
    ];
    expect(names.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
    expect(env.filter(({ valueFrom }) => !valueFrom?.secretKeyRef)).toEqual([]);
    const composed = Object.values<Loose>(compose.services).flatMap(({ environment = {} }) =>
      Object.entries(environment),
    );
    const literal = composed.filter(
      ([name, value]) => /SECRET|PASSWORD|STORE/.test(name) && !/\$\{\w+:\?/.test(String(value)),
    );
    expect(literal).toEqual([]);
    expect(read('.gitignore')).toContain(join('deploy', compose.secrets.jwt.file));
  });

  it('runs no container as root or with more than it needs', () => {
    for (const { spec } of deployments) {
      expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
      for (const { securityContext } of spec.template.spec.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  it('has every file that it mounts or builds from', () => {
    const [kustomization] = kubernetes.filter(({ kind }) => kind === 'Kustomization');
    const named = [
      ...kustomization.resources.map((file: string) => `deploy/kubernetes/${file}`),
      ...kustomization.configMapGenerator.flatMap(({ files }: Loose) =>
        files.map((file: string) => `deploy/kubernetes/${file}`),
      ),
      ...compose.services.worker.volumes.map((one: string) =>
        join('deploy', one.split(':')[0] ?? ''),
      ),
      compose.services.worker.build.dockerfile,
    ];
    expect(named.filter((file: string) => !existsSync(join(repositoryRoot(), file)))).toEqual([]);
    const unused = yamlFiles.filter(
      (file) =>
        file.includes('kubernetes/') &&
        !named.includes(file) &&
        !file.endsWith('kustomization.yaml'),
    );
    expect(unused).toEqual([]);
  });
});

describe('an alert', () => {
  const rules: Loose[] = documents('deploy/prometheus/alerts.yaml')[0].groups.flatMap(
    ({ rules }: Loose) => rules,
  );
  const runbook = read('docs/runbook.md');
  const sections = [...runbook.matchAll(/^### (Tracker\w+)$/gm)].map(([, name]) => name);

  it('has a section in the runbook, to which it leads, and each section an alert', () => {
    expect(sections.sort()).toEqual(rules.map(({ alert }) => alert).sort());
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    }
  });

  it('says what is the matter and how urgent it is', () => {
    for (const { annotations, labels } of rules) {
      expect(annotations.summary).toMatch(/\{\{ \$value.*\.$/);
      expect(['page', 'ticket']).toContain(labels.severity);
    }
  });

  it('warns of the connection limit before it is reached', () => {
    const limit = Number(
      /maxConnections: count\.default\(([\d_]+)\)/.exec(settings)?.[1]?.replaceAll('_', ''),
    );
    const [rule] = rules.filter(({ alert }) => alert === 'TrackerConnectionsNearLimit');
    const warned = Number(/> (\d+)$/.exec(rule.expr)?.[1]);
    expect(warned).toBeGreaterThan(limit / 2);
    expect(warned).toBeLessThan(limit);
  });
});
