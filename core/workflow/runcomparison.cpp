#include "core/workflow/runcomparison.h"
