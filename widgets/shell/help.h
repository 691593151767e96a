#pragma once
#include <QString>

class QWidget;

namespace aisle {

/// Shows a help page ("metrics", "glossary", "keys") in the window's language. One window, not modal.
/// @param anchor  a metric's name ("NDCG@10" or "NDCG"): the page is scrolled to it
void showHelp(QWidget *parent, const QString &page, const QString &anchor = {});
inline void showMetricHelp(QWidget *parent, const QString &metric)
{
    showHelp(parent, QStringLiteral("metrics"), metric);
}
void showAbout(QWidget *parent);

} // namespace aisle
