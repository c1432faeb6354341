// The page's own words. Names of units, NOCs and disciplines come from the server in the same language.
const WORDS = {
  en: { today: "Timetable", medals: "Medals", now: "Running now", all: "All disciplines", day: "Day", discipline: "Discipline", nothing: "Nothing is planned on this day.",
    served: "Served by", moved: "Moved to", lost: "No data centre answers; trying again …", rank: "Rank", name: "Name", result: "Result", gold: "Gold", silver: "Silver", bronze: "Bronze",
    total: "Total", games: "Games", noGames: "These Games are not known here. Choose others above.", removed: "Not in the timetable any more", waiting: "No start list or result yet.", version: "Version", language: "Language", loading: "Loading …", status: {
      UNSCHEDULED: "Unscheduled", SCHEDULED: "Scheduled", GETTING_READY: "Getting ready", RUNNING: "Running", SCHEDULED_BREAK: "Break", FINISHED: "Finished", DELAYED: "Delayed",
      POSTPONED: "Postponed", RESCHEDULED: "Rescheduled", INTERRUPTED: "Interrupted", CANCELLED: "Cancelled", START_LIST: "Start list", LIVE: "Live", INTERMEDIATE: "Intermediate",
      UNCONFIRMED: "Unconfirmed", UNOFFICIAL: "Unofficial", OFFICIAL: "Official", PARTIAL: "Partial", PROTESTED: "Protested", PROVISIONAL: "Provisional" } },
  fr: { today: "Calendrier", medals: "Médailles", now: "En ce moment", all: "Toutes les disciplines", day: "Jour", discipline: "Discipline", nothing: "Rien n’est prévu ce jour.",
    served: "Servi par", moved: "Passage à", lost: "Aucun centre ne répond ; nouvel essai …", rank: "Rang", name: "Nom", result: "Résultat", gold: "Or", silver: "Argent", bronze: "Bronze",
    total: "Total", games: "Jeux", noGames: "Ces Jeux ne sont pas connus ici. Choisissez-en d’autres ci-dessus.", removed: "N’est plus au calendrier", waiting: "Pas encore de liste de départ ni de résultat.", version: "Version", language: "Langue", loading: "Chargement …", status: {
      UNSCHEDULED: "Non programmé", SCHEDULED: "Programmé", GETTING_READY: "Préparation", RUNNING: "En cours", SCHEDULED_BREAK: "Pause", FINISHED: "Terminé", DELAYED: "Retardé",
      POSTPONED: "Reporté", RESCHEDULED: "Reprogrammé", INTERRUPTED: "Interrompu", CANCELLED: "Annulé", START_LIST: "Liste de départ", LIVE: "Direct", INTERMEDIATE: "Intermédiaire",
      UNCONFIRMED: "Non confirmé", UNOFFICIAL: "Non officiel", OFFICIAL: "Officiel", PARTIAL: "Partiel", PROTESTED: "Réclamation", PROVISIONAL: "Provisoire" } },
  es: { today: "Calendario", medals: "Medallas", now: "Ahora", all: "Todas las disciplinas", day: "Día", discipline: "Disciplina", nothing: "Nada previsto este día.",
    served: "Servido por", moved: "Cambio a", lost: "Ningún centro responde; nuevo intento …", rank: "Puesto", name: "Nombre", result: "Resultado", gold: "Oro", silver: "Plata", bronze: "Bronce",
    total: "Total", games: "Juegos", noGames: "Estos Juegos no se conocen aquí. Elija otros arriba.", removed: "Ya no está en el calendario", waiting: "Aún no hay lista de salida ni resultado.", version: "Versión", language: "Idioma", loading: "Cargando …", status: {
      UNSCHEDULED: "Sin programar", SCHEDULED: "Programado", GETTING_READY: "Preparación", RUNNING: "En curso", SCHEDULED_BREAK: "Pausa", FINISHED: "Terminado", DELAYED: "Retrasado",
      POSTPONED: "Aplazado", RESCHEDULED: "Reprogramado", INTERRUPTED: "Interrumpido", CANCELLED: "Cancelado", START_LIST: "Lista de salida", LIVE: "En vivo", INTERMEDIATE: "Intermedio",
      UNCONFIRMED: "Sin confirmar", UNOFFICIAL: "No oficial", OFFICIAL: "Oficial", PARTIAL: "Parcial", PROTESTED: "Reclamado", PROVISIONAL: "Provisional" } },
};

const asked = new URLSearchParams(location.search).get("lang");
export const language = WORDS[asked] ? asked : WORDS[(navigator.language || "en").slice(0, 2)] ? navigator.language.slice(0, 2) : "en";
export const words = WORDS[language];
export const statusWord = (status) => words.status[status] || status || "";
