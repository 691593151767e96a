#pragma once
#include "core/workflow/datacharts.h"
