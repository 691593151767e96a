#include "core/workflow/training.h"
