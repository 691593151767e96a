#include "widgets/shell/chartnotices.h"
#include "widgets/charts/chartcard.h"
#include "widgets/shell/page.h"
#include "widgets/text/errortext.h"

#include <QCoreApplication>

namespace aisle {

void tellOfSavedCharts(Page *page)
{
    for (auto *card : page->findChildren<ChartCard *>()) {
        QObject::connect(card, &ChartCard::saved, page, [page](const QString &path) {
            const auto text = [path] {
                return QCoreApplication::translate("ChartNotices", "The chart is in %1.").arg(path);
            };
            Q_EMIT page->noticeRaised({.level = Notice::Level::Good, .text = text});
        });
        QObject::connect(card, &ChartCard::failed, page, [page](const Error &error) {
            Q_EMIT page->noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(error)});
        });
    }
}

} // namespace aisle
