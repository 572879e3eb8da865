/** Planted bugs of the dialling kind (see bugs.ts). Never used but to be found. */
import type { Dialer, Ports, SocketEvents } from "@callboard/desk";
import type { TenantWraps } from "../bugs.ts";

const withDialer = (wrap: (dialer: Dialer, ports: Ports) => Dialer): Partial<TenantWraps> => ({
  ports: (ports) => ({ ...ports, dialer: wrap(ports.dialer, ports) }),
});

/** Its sockets stay open when hung up, and whatever any of them says reaches the newest dial. */
export const doubleDialer = (): Partial<TenantWraps> =>
  withDialer((dialer) => {
    let newest: SocketEvents | null = null;
    return {
      dial(request, events) {
        newest = events;
        dialer.dial(request, {
          opened: () => events.opened(),
          failed: (failure) => events.failed(failure),
          message: (text) => newest?.message(text),
          closed: (code) => newest?.closed(code),
        });
        return { close: () => undefined };
      },
    };
  });

/** A dial that fails is made again at once, without a word to the link and its breaker. */
export const hastyDialer = (): Partial<TenantWraps> =>
  withDialer((dialer, { timers }) => ({
    dial(request, events) {
      let triesLeft = 1;
      const first = dialer.dial(request, {
        ...heard(events),
        failed(failure) {
          if (triesLeft === 0) {
            events.failed(failure);
            return;
          }
          triesLeft -= 1;
          timers.after(10, () => dialer.dial(request, heard(events)));
        },
      });
      return first;
    },
  }));

const heard = (events: SocketEvents): SocketEvents => ({
  opened: () => events.opened(),
  failed: (failure) => events.failed(failure),
  message: (text) => events.message(text),
  closed: (code) => events.closed(code),
});
