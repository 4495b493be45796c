import { launchSource } from './launch-source.fixture.js';
import { aPlan, play } from './run.fixture.js';

/** A director in a process of its own, who tells whom it has launched, and when the first journey is over. */
const launch = launchSource();
void play(aPlan({ journeys: 5_000, users: 2 }), {
  launch: (role) => {
    const child = launch(role);
    process.send?.({ pid: child.pid });
    return child;
  },
  onResult: () => process.send?.({ playing: true }),
});
