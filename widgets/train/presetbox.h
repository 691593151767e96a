#pragma once
#include "core/recommend/registry.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace aisle {

/// A choice of named parameter values above a form: the defaults, what a paper used, a use. Says "changed" when the
/// form holds none of them. Hidden where a recommender has no presets.
class PresetBox : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit PresetBox(QWidget *parent = nullptr);

    void setRecommender(const RecommenderInfo &info);
    void showValues(const QJsonObject &values); ///< complete, as the form has them

Q_SIGNALS:
    void chosen(const QJsonObject &parameters); ///< those that differ from the defaults
    void patienceChosen(int judgements);        ///< by a preset that waits longer than is usual

private:
    enum Row { kDefaults = -1, kChanged = -2 };
    void retranslate() override;
    void showSource();

    const RecommenderInfo *m_info = nullptr;
    QLabel *m_label;
    QComboBox *m_choice;
    QLabel *m_source;
};

} // namespace aisle
