/** The client's door: what the app asks the API through, and the shapes that it is answered with. Types alone of what pulls in zod. */
export type {
  CheckReport,
  CheckStep,
  Grant,
  PairingOffer,
  Role,
  ScreenView,
  SessionView,
  TenantInput,
  TenantView,
} from "@callboard/tenancy";
