#include "widgets/start/sampleshop.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace aisle {

QString sampleShopFile()
{
    const auto beside = QCoreApplication::applicationDirPath();
    for (const auto &folder :
         {beside + QStringLiteral("/samples"), beside + QStringLiteral("/../share/aisle/samples"),
          beside + QStringLiteral("/../../../resources/samples"), QStringLiteral(AISLE_SAMPLES_FOLDER)}) {
        const QFileInfo file(folder + QStringLiteral("/onlineretail.csv.gz"));
        if (file.isFile())
            return QDir::cleanPath(file.absoluteFilePath());
    }
    return {};
}

} // namespace aisle
