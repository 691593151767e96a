#include "translations/translations.h"

#include <QtGlobal>
#include <QDir>

static void initialise()
{
    Q_INIT_RESOURCE(translations);
}

namespace aisle {

void loadTranslationResources()
{
    initialise();
}

} // namespace aisle
