#pragma once
#include "widgets/commands/graphcommands.h"
#include "widgets/forms/formdialog.h"

class QCheckBox;
class QComboBox;

namespace aisle {

/// Asks for a file of triples and those that say what its ids stand for, or for a file of pairs of shoppers.
class TripleImportDialog : public FormDialog
{
    Q_OBJECT
public:
    explicit TripleImportDialog(const QString &path, QWidget *parent = nullptr);
    TripleImport choice() const;

private:
    void connectAll();
    void retranslate() override;
    void show();
    bool isSocial() const;
    QString whyNot() const; ///< empty: it can be imported

    QComboBox *m_kind;
    QLineEdit *m_file, *m_links, *m_entities, *m_relations, *m_relation;
    QPushButton *m_browseFile, *m_browseLinks, *m_browseEntities, *m_browseRelations;
    QComboBox *m_order;
    QCheckBox *m_sameNames, *m_replace;
};

} // namespace aisle
