/** The supervisor's app begins here: at the tenant of the address, at the choice among one's tenants, or at the deployment's pages. */
import { createPinia } from "pinia";
import { createAppAsk, createAppCall } from "./api/app-ports.ts";
import { addAppWords } from "./app-words.ts";
import { tenantOf } from "./router.ts";
import { beginningOf } from "./session/places.ts";
import { useSessionStore } from "./session/session.ts";
import { startFloor, TENANT_KEY } from "./start-floor.ts";
import { kept } from "./use/kept.ts";
import { speakFirst } from "./use/tongue.ts";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/tones.css";
import "./page.css";
import "./ui/ui.css";

addAppWords();
speakFirst(navigator.languages);

const asked = new URLSearchParams(location.search);
const named = tenantOf(location.pathname);
const isDeployment = location.pathname.startsWith("/floor/-");
const scannedCode = asked.get("pair");

if (named !== null) void startFloor(named, asked);
else if (scannedCode !== null && !isDeployment) {
  // Whoever scanned a television's code may have several floors, and says first at which one it hangs.
  const ask = createAppAsk(createPinia());
  void import("./pairing/start.ts").then(({ askWhere }) => askWhere(scannedCode, ask));
} else void beginNowhere();

async function beginNowhere(): Promise<void> {
  const pinia = createPinia();
  const session = useSessionStore(pinia);
  await session.load(() => createAppCall(pinia)("session"));
  // The installed app goes on where it was; so does everybody whom nobody can tell where they may go.
  const last = kept(TENANT_KEY);
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  if (session.view === null && !session.isSignedOut && !isDeployment) {
    await startFloor(last ?? "", asked);
    return;
  }
  const beginning = beginningOf(session.tenants, isInstalled ? last : null);
  if (beginning.kind === "go" && !isDeployment) location.replace(beginning.path);
  else (await import("./deployment/start-deployment.ts")).startDeployment(pinia);
}
