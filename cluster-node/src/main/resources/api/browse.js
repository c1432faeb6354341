// Shows the description of the API. Nothing is asked of anybody else: no validator, no fonts.
"use strict";

SwaggerUIBundle({
  url: "/v1/openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
});
