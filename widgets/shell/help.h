#pragma once
#include <QString>
#include <functional>
#include <utility>
#include <vector>

class QWidget;

namespace aisle {

/// Shows a help page ("pages", "metrics", "recommenders", "glossary") in the window's language. One window, not modal.
/// @param anchor  a page's or recommender's id, or a metric's name ("NDCG@10" or "NDCG"): the help is scrolled to it
void showHelp(QWidget *parent, const QString &page, const QString &anchor = {});

struct ShortcutGroup
{
    QString title;                                    ///< "File"
    std::vector<std::pair<QString, QString>> entries; ///< "Ctrl+O", "Open project"
};
using Shortcuts = std::function<std::vector<ShortcutGroup>()>; ///< in the window's language at the time

/// The keys of the window's commands and those that tables, charts and the map know.
void showKeyboardHelp(QWidget *parent, const Shortcuts &commands);
void showAbout(QWidget *parent);

} // namespace aisle
