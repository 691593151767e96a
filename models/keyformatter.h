#pragma once
#include "core/workflow/keyformatter.h"
