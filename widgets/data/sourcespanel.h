#pragma once
#include "core/storage/eventstore.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace aisle {

/// The imports of a project: rows, rejected, when; each can be taken back, or done again with other choices.
class SourcesPanel : public QWidget
{
    Q_OBJECT
public:
    explicit SourcesPanel(QWidget *parent = nullptr);
    static QString nameOf(const ImportRecord &import, bool isHidden);
    /// Rows without a shopper: the import was told to leave them out. All others that were rejected could not be read.
    static std::int64_t leftOut(const ImportRecord &import);
    /// @param namesHidden  with pseudonyms: a file's name may tell whose log it is
    void show(const std::vector<ImportRecord> &imports, bool readOnly, bool namesHidden);
    void retranslate();

Q_SIGNALS:
    void importRequested();
    void rejectedRequested(aisle::ImportId import);
    void takeBackRequested(const aisle::ImportRecord &import);
    void againRequested(const aisle::ImportRecord &import);

private:
    void rebuild();
    QWidget *card(const ImportRecord &import);
    QToolButton *moreButton(const ImportRecord &import, QWidget *parent);
    static QString factsOf(const ImportRecord &import);

    std::vector<ImportRecord> m_imports;
    bool m_readOnly = false;
    bool m_namesHidden = false;
    QLabel *m_title;
    QVBoxLayout *m_cards;
    QPushButton *m_import;
};

} // namespace aisle
