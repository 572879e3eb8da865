/** The setting-up's words in every language. */
import boardsDe from "../../words/de/boards.json";
import dataDe from "../../words/de/data.json";
import logDe from "../../words/de/log.json";
import rulesDe from "../../words/de/rules.json";
import screensDe from "../../words/de/screens.json";
import setupDe from "../../words/de/setup.json";
import sinksDe from "../../words/de/sinks.json";
import statusDe from "../../words/de/status.json";
import tenantsDe from "../../words/de/tenants.json";
import boardsEn from "../../words/en/boards.json";
import dataEn from "../../words/en/data.json";
import logEn from "../../words/en/log.json";
import rulesEn from "../../words/en/rules.json";
import screensEn from "../../words/en/screens.json";
import setupEn from "../../words/en/setup.json";
import sinksEn from "../../words/en/sinks.json";
import statusEn from "../../words/en/status.json";
import tenantsEn from "../../words/en/tenants.json";
import boardsFr from "../../words/fr/boards.json";
import dataFr from "../../words/fr/data.json";
import logFr from "../../words/fr/log.json";
import rulesFr from "../../words/fr/rules.json";
import screensFr from "../../words/fr/screens.json";
import setupFr from "../../words/fr/setup.json";
import sinksFr from "../../words/fr/sinks.json";
import statusFr from "../../words/fr/status.json";
import tenantsFr from "../../words/fr/tenants.json";
import { addWords } from "../../words/words.ts";

addWords(
  { en: setupEn, de: setupDe, fr: setupFr },
  { en: screensEn, de: screensDe, fr: screensFr },
  { en: boardsEn, de: boardsDe, fr: boardsFr },
  { en: dataEn, de: dataDe, fr: dataFr },
  { en: logEn, de: logDe, fr: logFr },
  { en: rulesEn, de: rulesDe, fr: rulesFr },
  { en: sinksEn, de: sinksDe, fr: sinksFr },
  { en: statusEn, de: statusDe, fr: statusFr },
  { en: tenantsEn, de: tenantsDe, fr: tenantsFr },
);
