#include "translations/translations.h"

#include <QDir>
#include <QtGlobal>

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
