import { useEffect, useState } from 'preact/hooks';
import { useSurroundings } from './surroundings.js';

/** The time, renewed every second while the page can be seen. */
export function useNow(): number {
  const { time } = useSurroundings();
  const [now, setNow] = useState(time.now());
  useEffect(() => {
    let stop = (): void => undefined;
    const tick = (): void => {
      if (!document.hidden) setNow(time.now());
      stop = time.after(1_000, tick);
    };
    stop = time.after(1_000, tick);
    return () => stop();
  }, [time]);
  return now;
}
